package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process of four writers is killed with SIGKILL at a random moment, 500 times in each setting:
 * no save that it acknowledged is lost, and nothing is left over once the store is opened again.
 */
@Tag("F1")
class KillProofTest {

  private static final Random RANDOM = new Random(Proof.seed("F1", 20260501));

  @TempDir private Path temp;

  /** What each key held when the process before was killed. */
  private final Map<Integer, Integer> held = new HashMap<>();

  private int acknowledged;

  private void kill(int keys, boolean first, TokenCodec codec, int round) throws Exception {
    Path directory = first ? temp.resolve("round-" + round) : temp;
    Saves saves = new Saves();
    try (ChildJvm writers =
        ChildJvm.run(
            Writers.class, directory, keys, round * 100_000, first, codec != TokenCodec.plain())) {
      assertThat(writers.line()).isEqualTo("ready");
      for (int lines = RANDOM.nextInt(100); lines > 0; lines--) {
        saves.add(Objects.requireNonNull(writers.line()));
      }
      writers.kill(RANDOM.nextInt(5_000));
      writers.rest().forEach(saves::add);
    }
    acknowledged += saves.acknowledged();
    for (int key : saves.keys()) {
      Path place = first ? directory.resolve("first-" + key) : directory;
      check(saves, key, Writers.open(place, codec), place);
    }
  }

  private void check(Saves saves, int key, FileTokenStore store, Path place) throws IOException {
    int before = held.getOrDefault(key, 0);
    int now = store.load(Given.key(key)).map(Given::number).orElse(0);
    assertThat(saves.mayHold(key, now, before)).as("%d in key %d", now, key).isTrue();
    held.put(key, now);
    assertThat(DiskFileOps.INSTANCE.list(place))
        .allMatch(name -> name.matches("[0-9a-f]{64}\\.(tok|bak)|store\\.lock|first-.*"));
    StoredToken next = Given.token(now);
    store.save(Given.key(key), next);
    assertThat(store.load(Given.key(key))).contains(next);
  }

  private void kills(String setting, int keys, boolean first, TokenCodec codec) {
    Proof.holds(
        "F1",
        IntStream.rangeClosed(1, Proof.size(2, 500)).boxed().toList(),
        round -> kill(keys, first, codec, round));
    System.out.printf("F1 %s: %d saves were acknowledged%n", setting, acknowledged);
    assertThat(acknowledged).isPositive();
  }

  @Test
  void oneKey() {
    kills("one key", 1, false, TokenCodec.plain());
  }

  @Test
  void fiftyKeys() {
    kills("fifty keys", 50, false, TokenCodec.plain());
  }

  @Test
  void firstWrite() {
    kills("first write", 1, true, TokenCodec.plain());
  }

  @Test
  void encrypted() {
    kills("encrypted", 4, false, Writers.codec(true));
  }
}
