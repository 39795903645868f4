package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
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
 * A process with four writers is killed at a random moment, 500 times in each setting.
 *
 * <p>No acknowledged save is lost, and no temporary file is left when the store is opened again.
 */
@Tag("F1")
class KillProofTest {

  private static final Random RANDOM = new Random(Proof.seed("F1", 20260501));

  @TempDir private Path temp;

  /** The token of each key when the last process was killed. */
  private final Map<Integer, Integer> held = new HashMap<>();

  private int acknowledged;

  private void kill(int keys, boolean first, TokenCodec codec, int round) throws Exception {
    Path directory = first ? temp.resolve("round-" + round) : temp;
    SaveHistory saves = new SaveHistory();
    try (ChildJvm writers =
        ChildJvm.run(
            WriterProcess.class,
            directory,
            keys,
            round * 100_000,
            first,
            codec != TokenCodec.plain())) {
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
      check(saves, key, WriterProcess.open(place, codec), place);
    }
  }

  private void check(SaveHistory saves, int key, FileTokenStore store, Path place)
      throws IOException {
    int before = held.getOrDefault(key, 0);
    int now = store.load(TokenFixture.key(key)).map(TokenFixture::number).orElse(0);
    assertThat(saves.mayHold(key, now, before)).as("%d in key %d", now, key).isTrue();
    held.put(key, now);
    assertThat(DiskFileOps.INSTANCE.list(place))
        .allMatch(name -> name.matches("[0-9a-f]{64}\\.(tok|bak)|store\\.lock|first-.*"));
    StoredToken next = TokenFixture.token(now);
    store.save(TokenFixture.key(key), next);
    assertThat(store.load(TokenFixture.key(key))).contains(next);
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
    kills("encrypted", 4, false, WriterProcess.codec(true));
  }
}
