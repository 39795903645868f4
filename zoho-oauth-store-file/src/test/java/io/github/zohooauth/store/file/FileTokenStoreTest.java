package io.github.zohooauth.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.contract.TokenStoreContract;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTokenStoreTest extends TokenStoreContract {

  private static final TokenKey KEY = key(TokenOwner.user("zoë"));

  @TempDir private Path temp;

  private Path directory() {
    return temp.resolve("deeper").resolve("tokens");
  }

  @Override
  protected TokenStore store() {
    return FileTokenStore.at(directory());
  }

  @Override
  protected TokenStore reopen(TokenStore store) {
    return FileTokenStore.at(directory());
  }

  @Override
  protected boolean cutOff(TokenStore store) {
    try {
      Files.move(directory(), temp.resolve("away"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return true;
  }

  /** A lease ends with its process and not with time. R4 kills processes; this gives it back. */
  @Override
  protected TokenStore.Lease leaseTaken(Duration ago, TokenStore store, TokenKey key) {
    TokenStore.Lease lease = store.tryLease(key).orElseThrow();
    if (ago.toSeconds() > 25) {
      lease.close();
    }
    return lease;
  }

  @Test
  void save_createsFilesThatOnlyTheirOwnerMayRead() throws IOException {
    TokenStore store = store();
    store.save(KEY, token(1));
    store.save(KEY, token(2));
    assertThat(mode(directory())).isEqualTo("rwx------");
    assertThat(files()).hasSize(3).allSatisfy(f -> assertThat(mode(f)).isEqualTo("rw-------"));
  }

  @Test
  void save_keepsThePreviousRecord_andNothingElse() throws IOException {
    TokenStore store = store();
    store.save(KEY, token(1));
    store.save(KEY, token(2));
    store.save(KEY, token(3));
    assertThat(files())
        .containsExactly(record(".bak"), record(".tok"), directory().resolve("store.lock"));
  }

  /** A message of the application's codec may end with a period or not, so it comes last. */
  @Test
  void load_whenTheCodecFails_endsWithTheMessageOfTheCodec() {
    store().save(KEY, token(1));
    TokenCodec locked =
        new TokenCodec() {
          @Override
          public String encode(TokenKey key, StoredToken token) {
            throw new TokenStoreException("The vault is locked.");
          }

          @Override
          public StoredToken decode(TokenKey key, String text) {
            throw new TokenStoreException("The vault is locked.");
          }

          @Override
          public TokenKey keyOf(String sha256, String text) {
            throw new TokenStoreException("The vault is locked.");
          }
        };
    TokenStore store = FileTokenStore.builder().directory(directory()).codec(locked).build();
    assertThatThrownBy(() -> store.load(KEY))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("It is unchanged; delete it to give it up. Cause: ")
        .hasMessageEndingWith("The vault is locked.");
  }

  @Test
  void keys_returnsTheKeysOfAllRecords() {
    FileTokenStore store = FileTokenStore.at(directory());
    TokenKey other = key(TokenOwner.organization("7").inEnvironment(Environment.SANDBOX));
    TokenKey deleted = key(TokenOwner.unnamed());
    List.of(KEY, other, deleted).forEach(key -> store.save(key, token(1)));
    store.delete(deleted);
    assertThat(store.keys()).containsExactlyInAnyOrder(KEY, other);
    assertThat(FileTokenStore.at(directory()).keys()).containsExactlyInAnyOrder(KEY, other);
  }

  @Test
  void load_ofTruncatedFile_fails() throws IOException {
    TokenStore store = store();
    store.save(KEY, token(1));
    byte[] whole = Files.readAllBytes(record(".tok"));
    for (int length = 0; length < whole.length; length++) {
      Files.write(record(".tok"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> store.load(KEY))
          .as("truncated to %d bytes", length)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining(KEY.text())
          .hasMessageContaining("is damaged")
          .hasMessageNotContainingAny("1000.access", "1000.refresh");
    }
  }

  @Test
  void saveAndLoad_inInterruptedThread_succeedAndKeepTheInterrupt() {
    TokenStore store = store();
    Thread.currentThread().interrupt();
    store.save(KEY, token(1));
    assertThat(store.load(KEY)).contains(token(1));
    assertThat(Thread.interrupted()).isTrue();
    store.tryLease(KEY).orElseThrow().close();
  }

  @Test
  void at_whereNoDirectoryCanBeCreated_saysWhatToCheck() throws IOException {
    Path file = Files.writeString(temp.resolve("a file"), "");
    Path below = file.resolve("tokens");
    assertThatThrownBy(() -> FileTokenStore.at(file))
        .isInstanceOf(TokenStoreException.class)
        .hasMessage("The token store in %s is not a directory.", file);
    assertThatThrownBy(() -> FileTokenStore.at(below))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining(below.toString())
        .hasMessageContaining("Check the directory's owner, mode and free space");
  }

  @Test
  void at_inManyThreadsAtOnce_opensEachTime() throws InterruptedException {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads =
        Stream.generate(() -> new Thread(() -> openOften(failures))).limit(4).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  private void openOften(Queue<Throwable> failures) {
    for (int i = 0; i < 250; i++) {
      try {
        store();
      } catch (TokenStoreException e) {
        failures.add(e);
      }
    }
  }

  @Test
  void save_ofTooLargeRecord_isRefused_andKeepsTheOldRecord() {
    TokenStore store = store();
    store.save(KEY, token(1));
    TokenStore padded = FileTokenStore.builder().directory(directory()).codec(new Padded()).build();
    assertThatThrownBy(() -> padded.save(KEY, token(2)))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("would be larger than 512 KiB");
    assertThat(store.load(KEY)).contains(token(1));
  }

  /** Adds blanks after the JSON, which a reader ignores. */
  private record Padded() implements TokenCodec {

    @Override
    public String encode(TokenKey key, StoredToken token) {
      return TokenCodec.plain().encode(key, token) + " ".repeat(512 * 1024);
    }

    @Override
    public StoredToken decode(TokenKey key, String text) {
      return TokenCodec.plain().decode(key, text);
    }

    @Override
    public TokenKey keyOf(String sha256, String text) {
      return TokenCodec.plain().keyOf(sha256, text);
    }
  }

  @Test
  void build_withoutDirectory_namesTheMethod() {
    assertThatThrownBy(() -> FileTokenStore.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("directory(...)");
  }

  private Path record(String suffix) {
    return directory().resolve(KEY.sha256() + suffix);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory())) {
      return files.sorted().toList();
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
