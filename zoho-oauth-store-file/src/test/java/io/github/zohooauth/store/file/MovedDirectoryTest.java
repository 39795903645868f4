package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.KEY;
import static io.github.zohooauth.store.file.TokenFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The directory of an open store is renamed, unmounted or replaced.
 *
 * <p>Then each call fails and never returns "not signed in". No record of another directory is
 * loaded.
 */
@ExtendWith(LogCapture.class)
class MovedDirectoryTest {

  private static final String AWAY = "was removed, renamed or unmounted";

  @TempDir private Path temp;

  private Path directory() {
    return temp.resolve("tokens");
  }

  private Path moved() {
    return temp.resolve("moved");
  }

  private FileTokenStore stored() {
    FileTokenStore store = FileTokenStore.at(directory());
    store.save(KEY, token(1));
    return store;
  }

  private static void assertEveryCallFails(TokenStore store, TokenStore.Lease lease, String why) {
    FileTokenStore files = (FileTokenStore) store;
    List<ThrowingCallable> calls =
        List.of(
            () -> store.load(KEY),
            () -> store.load(TokenFixture.key(9)),
            () -> store.save(KEY, token(2)),
            () -> store.delete(KEY),
            () -> store.tryLease(TokenFixture.key(9)),
            lease::current,
            () -> lease.replace(token(2)),
            () -> files.keys(9),
            files::rekey);
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining(why)
          .hasMessageContaining(
              ((FileTokenStore) store).toString().replaceAll("^FileTokenStore.|.$", ""));
    }
  }

  @Test
  void everyCall_whenTheDirectoryWasRenamed_failsUntilItIsBack() throws IOException {
    FileTokenStore store = stored();
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    lease.current();
    Files.move(directory(), moved());
    assertEveryCallFails(store, lease, AWAY);
    assertThat(directory()).as("created by a call").doesNotExist();
    Files.move(moved(), directory());
    assertThat(store.load(KEY)).contains(token(1));
    assertThat(store.load(TokenFixture.key(9))).isEmpty();
    assertThat(lease.replace(token(2))).isTrue();
    lease.close();
    assertThat(store.load(KEY)).contains(token(2));
  }

  /** An unmounted file system leaves an empty directory, which often belongs to the same user. */
  @Test
  void everyCall_inEmptyDirectoryInItsPlace_fails() throws IOException {
    FileTokenStore store = stored();
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    Files.move(directory(), moved());
    Files.createDirectory(directory(), OwnerPermissions.directory(directory()));
    assertEveryCallFails(store, lease, AWAY);
    assertThat(directory()).isEmptyDirectory();
  }

  @Test
  void removedDirectory_isCreatedWhenTheStoreIsOpenedAgain() throws IOException {
    FileTokenStore store = stored();
    try (Stream<Path> files = Files.list(directory())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory());
    assertThatThrownBy(() -> store.load(KEY)).hasMessageContaining(AWAY);
    FileTokenStore anew = FileTokenStore.at(directory());
    assertThat(store.load(KEY)).isEmpty();
    anew.save(KEY, token(2));
    assertThat(store.load(KEY)).contains(token(2));
  }

  @Test
  void linkInItsPlace_isRefused() throws IOException {
    FileTokenStore store = stored();
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    Path planted = temp.resolve("planted");
    FileTokenStore.at(planted).save(KEY, token(66));
    Files.move(directory(), moved());
    Files.createSymbolicLink(directory(), planted);
    assertEveryCallFails(store, lease, "was replaced by one that is a link");
    assertThat(FileTokenStore.at(planted).load(KEY)).as("untouched").contains(token(66));
  }

  @Test
  void linkInTheParentsPlace_isRefused() throws IOException {
    Path parent = temp.resolve("parent");
    FileTokenStore store = FileTokenStore.at(parent.resolve("tokens"));
    store.save(KEY, token(1));
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    FileTokenStore.at(temp.resolve("evil").resolve("tokens")).save(KEY, token(66));
    Files.move(parent, moved());
    Files.createSymbolicLink(parent, temp.resolve("evil"));
    assertEveryCallFails(store, lease, "was replaced by one that is a link");
  }

  @Test
  void directoryOfAnotherUserInItsPlace_isRefused() throws IOException {
    UserPrincipal mallory = () -> "mallory";
    Path real = Files.createDirectory(directory()).toRealPath();
    boolean[] replaced = {false};
    FileOps disk =
        new FaultyDisk(FaultyDisk.Fault.NONE) {
          @Override
          public Attributes attributes(Path path) throws IOException {
            Attributes found = super.attributes(path);
            return replaced[0] && path.equals(real)
                ? new Attributes(mallory, found.kind(), found.isOpenToOthers())
                : found;
          }

          @Override
          public UserPrincipal owner(Path path) throws IOException {
            return replaced[0] && path.equals(real) ? mallory : super.owner(path);
          }
        };
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx------"));
    FileTokenStore store = FileTokenStore.open(disk, directory(), TokenCodec.plain());
    store.save(KEY, token(1));
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    Files.move(directory(), moved());
    FileTokenStore.at(directory()).save(KEY, token(66));
    replaced[0] = true;
    assertEveryCallFails(store, lease, "was replaced by one that belongs to mallory");
  }

  @Test
  void openDirectoryWithOtherFilesInItsPlace_isRefused() throws IOException {
    FileTokenStore store = stored();
    TokenStore.Lease lease = store.tryLease(KEY).orElseThrow();
    Files.move(directory(), moved());
    FileTokenStore.at(directory()).save(KEY, token(66));
    Files.writeString(directory().resolve("index.html"), "");
    Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEveryCallFails(store, lease, "is open to other users and contains other files");
  }

  /** A restored backup, for example: private, of the same user, and no link. */
  @Test
  void privateDirectoryOfSameUserInItsPlace_isCheckedAndUsed() throws IOException {
    FileTokenStore store = stored();
    assertThat(store.load(KEY)).as("which checks the record").contains(token(1));
    Files.move(directory(), moved());
    FileTokenStore.at(directory()).save(KEY, token(2));
    Path record = directory().resolve(KEY.sha256() + ".tok");
    Files.setPosixFilePermissions(record, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(store.load(KEY)).contains(token(2));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record)))
        .as("the mode of the record in the other directory")
        .isEqualTo("rw-------");
    store.save(KEY, token(3));
    assertThat(FileTokenStore.at(moved()).load(KEY)).contains(token(1));
  }

  @Test
  void save_whileTheDirectoryIsReplaced_fails() throws IOException {
    FileOps disk =
        new FaultyDisk(FaultyDisk.Fault.NONE) {
          @Override
          public void move(Path from, Path to) throws IOException {
            super.move(from, to);
            Files.move(directory(), moved());
            Files.createDirectory(directory(), OwnerPermissions.directory(directory()));
          }
        };
    FileTokenStore store = FileTokenStore.open(disk, directory(), TokenCodec.plain());
    assertThatThrownBy(() -> store.save(KEY, token(1)))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("may have been written elsewhere");
  }

  @Test
  void client_whenTheDirectoryWasRenamed_throwsTokenStoreException() throws IOException {
    try (SelfClient client =
        SelfClient.builder()
            .clientId("1000.CLIENT")
            .clientSecret("secret")
            .dataCenter(DataCenter.EU)
            .tokenStore(stored())
            .build()) {
      Files.move(directory(), moved());
      assertThatThrownBy(client::isAuthorized)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining(AWAY);
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining(AWAY);
    }
  }
}
