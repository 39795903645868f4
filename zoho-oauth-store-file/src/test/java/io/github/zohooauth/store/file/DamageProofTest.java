package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.KEY;
import static io.github.zohooauth.store.file.TokenFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.examples.proofs.Proof;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A record's file is truncated, has flipped bits or zeros, or holds other content. */
@Tag("F4")
class DamageProofTest {

  @RegisterExtension private final LogCapture log = new LogCapture();

  @TempDir private Path temp;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Damage(String what, byte[] content) {
    @Override
    public String toString() {
      return what;
    }
  }

  private Path record() {
    return temp.resolve(KEY.sha256() + ".tok");
  }

  private Path backup() {
    return temp.resolve(KEY.sha256() + ".bak");
  }

  /** Returns damages of every length, every bit and every page of a record. */
  private static List<Damage> damages(byte[] whole) {
    List<Damage> damages = new ArrayList<>();
    for (int length = 0; length < whole.length; length++) {
      damages.add(new Damage("cut to " + length, Arrays.copyOf(whole, length)));
    }
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      damages.add(new Damage("bit %d flipped".formatted(bit), flipped));
    }
    for (int page = 0; page < whole.length; page += 128) {
      byte[] zeroed = whole.clone();
      Arrays.fill(zeroed, page, Math.min(page + 128, whole.length), (byte) 0);
      damages.add(new Damage("zeros from " + page, zeroed));
    }
    damages.add(new Damage("all zeros", new byte[whole.length]));
    for (String foreign : List.of("{}", "null", "{\"access_token\":\"1000.x\"}", "\n", "zoho")) {
      damages.add(new Damage("foreign " + foreign, foreign.getBytes(StandardCharsets.UTF_8)));
    }
    damages.add(new Damage("longer by one", Arrays.copyOf(whole, whole.length + 1)));
    return damages;
  }

  @Test
  void load_ofDamagedRecord_restoresTheBackup_andSetsTheDamagedFileAside() throws IOException {
    FileTokenStore store = FileTokenStore.at(temp);
    store.save(KEY, token(1));
    byte[] first = Files.readAllBytes(record());
    store.save(KEY, token(2));
    Proof.holds(
        "F4",
        Proof.some(damages(Files.readAllBytes(record())), 60, Proof.seed("F4", 20260504)),
        damage -> {
          Files.write(backup(), first);
          Files.write(record(), damage.content());
          assertThat(store.load(KEY)).contains(token(1));
          assertThat(store.load(KEY)).as("second load").contains(token(1));
          assertThat(Files.readAllBytes(backup())).as("the backup").isEqualTo(first);
          assertThat(Files.readAllBytes(takeAside())).isEqualTo(damage.content());
        });
    assertThat(log.messages()).allMatch(message -> message.startsWith("WARNING A damaged record"));
  }

  @Test
  void load_ofDamagedRecordWithoutIntactBackup_failsAndKeepsTheFile() throws IOException {
    FileTokenStore store = FileTokenStore.at(temp);
    store.save(KEY, token(1));
    byte[] whole = Files.readAllBytes(record());
    Proof.holds(
        "F4",
        Proof.some(damages(whole), 60, Proof.seed("F4", 20260504)),
        damage -> {
          Files.write(backup(), damage.content());
          Files.write(record(), damage.content());
          for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> store.load(KEY))
                .isExactlyInstanceOf(TokenStoreException.class)
                .hasMessageContaining(KEY.text())
                .hasMessageContaining("is damaged")
                .hasMessageNotContainingAny("1000.access", "1000.refresh");
          }
          assertThatThrownBy(() -> store.keys(9)).isInstanceOf(TokenStoreException.class);
          assertThat(Files.readAllBytes(record())).isEqualTo(damage.content());
          store.save(KEY, token(2));
          assertThat(store.load(KEY)).contains(token(2));
          assertThat(Files.readAllBytes(takeAside())).isEqualTo(damage.content());
        });
  }

  @Test
  void load_ofHugeFile_doesNotReadIt() throws IOException {
    FileTokenStore store = FileTokenStore.at(temp);
    store.save(KEY, token(1));
    try (RandomAccessFile file = new RandomAccessFile(record().toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> store.load(KEY)).hasMessageContaining("is damaged");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    Files.delete(record());
  }

  @Test
  void delete_removesFilesThatWereSetAside_ofThisKeyAlone() throws IOException {
    FileTokenStore store = FileTokenStore.at(temp);
    for (int key = 0; key < 2; key++) {
      store.save(TokenFixture.key(key), token(1));
      store.save(TokenFixture.key(key), token(2));
      Files.writeString(
          temp.resolve(TokenFixture.key(key).sha256() + ".tok"), "1000.refresh-2 torn");
      store.load(TokenFixture.key(key));
    }
    store.delete(KEY);
    try (Stream<Path> files = Files.walk(temp)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(KEY.sha256()))
          .anyMatch(name -> name.startsWith(TokenFixture.key(1).sha256() + ".corrupt-"));
    }
  }

  /** Moves the only file that was set aside out of its directory, and returns it. */
  private Path takeAside() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("corrupt"))) {
      List<Path> asides = files.toList();
      assertThat(asides).hasSize(1);
      return Files.move(asides.get(0), temp.resolve("aside"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
