package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.KEY;
import static io.github.zohooauth.store.file.TokenFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Only the owner may open a store's files, and links are not followed. */
@Tag("F5")
@ExtendWith(LogCapture.class)
class PrivacyProofTest {

  @TempDir private Path temp;

  private interface Case {
    void in(Path directory) throws Exception;
  }

  private final Map<String, Case> all =
      Map.of(
          "an open directory that is empty", PrivacyProofTest::emptyDirectory,
          "a store that was copied without its modes", PrivacyProofTest::openStore,
          "open files in a closed directory", PrivacyProofTest::openFile,
          "an open directory with other files", PrivacyProofTest::sharedDirectory,
          "another user's directory", PrivacyProofTest::anothersDirectory,
          "another user's file", PrivacyProofTest::anothersFile,
          "a record that is a link", PrivacyProofTest::linkedRecord,
          "a lock file that is a link", PrivacyProofTest::linkedLock);

  @Test
  void filesOpenToOthers_areClosedOrRefused() {
    List<Map.Entry<String, Case>> cases =
        Stream.generate(all.entrySet()::stream).limit(Proof.size(1, 100)).flatMap(s -> s).toList();
    int[] directories = {0};
    Proof.holds(
        "F5",
        cases,
        each -> each.getValue().in(Files.createDirectory(temp.resolve("" + directories[0]++))));
  }

  private static void emptyDirectory(Path directory) throws IOException {
    mode(directory, "rwxrwxrwx");
    FileTokenStore.at(directory).save(KEY, token(1));
    assertPrivate(directory);
  }

  private static void openStore(Path directory) throws IOException {
    openTwoRecordsToAll(directory);
    mode(directory, "rwxr-xr-x");
    assertThat(FileTokenStore.at(directory).load(KEY)).contains(token(2));
    assertPrivate(directory);
  }

  private static void openFile(Path directory) throws IOException {
    openTwoRecordsToAll(directory);
    assertThat(FileTokenStore.at(directory).load(KEY)).contains(token(2));
    assertPrivate(directory);
    mode(record(directory), "rw-rw-rw-");
    FileTokenStore.at(directory).save(KEY, token(3)); // makes the file the backup
    assertPrivate(directory);
  }

  private static void openTwoRecordsToAll(Path directory) throws IOException {
    FileTokenStore store = FileTokenStore.at(directory);
    store.save(KEY, token(1));
    store.save(KEY, token(2));
    for (Path file : files(directory)) {
      mode(file, "rw-rw-rw-");
    }
  }

  private static void sharedDirectory(Path directory) throws IOException {
    Files.writeString(directory.resolve("index.html"), "");
    mode(directory, "rwxr-xr-x");
    assertRefused(directory, "contains other files");
    assertThat(mode(directory)).isEqualTo("rwxr-xr-x");
    assertThat(files(directory)).hasSize(1);
  }

  private static void anothersDirectory(Path directory) {
    UserPrincipal mallory = () -> "mallory";
    assertThatThrownBy(
            () -> FileTokenStore.open(owning(directory, mallory), directory, TokenCodec.plain()))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("belongs to mallory");
  }

  private static void anothersFile(Path directory) throws IOException {
    FileTokenStore.at(directory).save(KEY, token(1));
    FileOps disk = owning(record(directory).toRealPath(), () -> "mallory");
    FileTokenStore store = FileTokenStore.open(disk, directory, TokenCodec.plain());
    List<ThrowingCallable> uses =
        List.of(
            () -> store.load(KEY),
            () -> store.save(KEY, token(2)),
            () -> store.keys(9),
            store::rekey);
    for (ThrowingCallable use : uses) {
      assertThatThrownBy(use)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining(KEY.sha256() + ".tok belongs to mallory");
    }
  }

  private static FileOps owning(Path owned, UserPrincipal owner) {
    return new FaultyDisk(FaultyDisk.Fault.NONE) {
      @Override
      public Attributes attributes(Path path) throws IOException {
        Attributes found = super.attributes(path);
        return path.equals(owned)
            ? new Attributes(owner, found.kind(), found.isOpenToOthers())
            : found;
      }

      @Override
      public UserPrincipal owner(Path path) throws IOException {
        return path.equals(owned) ? owner : super.owner(path);
      }
    };
  }

  private static void linkedRecord(Path directory) throws IOException {
    FileTokenStore store = FileTokenStore.at(directory);
    store.save(KEY, token(1));
    assertThat(store.load(KEY)).as("which checks the file").contains(token(1));
    Path elsewhere = Files.move(record(directory), directory.resolve("elsewhere"));
    byte[] before = Files.readAllBytes(elsewhere);
    Files.createSymbolicLink(record(directory), elsewhere);
    for (FileTokenStore each : List.of(store, FileTokenStore.at(directory))) {
      assertThatThrownBy(() -> each.load(KEY)).hasMessageContaining("is a link");
      assertThatThrownBy(() -> each.save(KEY, token(2))).hasMessageContaining("is a link");
    }
    assertThat(Files.readAllBytes(elsewhere)).isEqualTo(before);
    store.delete(KEY);
    assertThat(Files.exists(elsewhere)).isTrue();
    assertThat(store.load(KEY)).isEmpty();
  }

  private static void linkedLock(Path directory) throws IOException {
    Path elsewhere = directory.resolveSibling(directory.getFileName() + "-elsewhere");
    Files.createSymbolicLink(directory.resolve(LockFile.NAME), elsewhere);
    assertRefused(directory, "is a link");
    assertThat(Files.exists(elsewhere, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  /** A record is replaced by a link and a file in turn. The target of the link is never read. */
  @Test
  void load_whileLinksAreSwappedIn_neverFollowsOne() throws Exception {
    FileTokenStore store = FileTokenStore.at(temp.resolve("tokens"));
    store.save(KEY, token(2));
    Path stranger = Files.copy(record(temp.resolve("tokens")), temp.resolve("stranger"));
    store.delete(KEY);
    store.save(KEY, token(1));
    Path record = record(temp.resolve("tokens"));
    Path file = Files.copy(record, temp.resolve("file"));
    AtomicBoolean stop = new AtomicBoolean();
    Thread swapper =
        new Thread(
            () -> {
              for (int i = 0; !stop.get(); i++) {
                swap(record, i % 2 == 0 ? stranger : file, i % 2 == 0);
              }
            });
    swapper.start();
    try {
      Proof.holds(
          "F5",
          IntStream.range(0, Proof.size(500, 10_000)).boxed().toList(),
          round -> assertThat(found(store)).isNotEqualTo(Optional.of(token(2))));
    } finally {
      stop.set(true);
      swapper.join();
    }
  }

  private void swap(Path record, Path with, boolean asLink) {
    try {
      Path next = temp.resolve("next");
      Files.deleteIfExists(next);
      if (asLink) {
        Files.createSymbolicLink(next, with);
      } else {
        Files.copy(with, next);
      }
      Files.move(next, record, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<StoredToken> found(FileTokenStore store) {
    try {
      return store.load(KEY);
    } catch (TokenStoreException e) {
      return Optional.empty();
    }
  }

  private static void assertRefused(Path directory, String why) {
    assertThatThrownBy(() -> FileTokenStore.at(directory))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining(why);
  }

  private static void assertPrivate(Path directory) throws IOException {
    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(files(directory)).allSatisfy(f -> assertThat(mode(f)).isEqualTo("rw-------"));
  }

  private static Path record(Path directory) {
    return directory.resolve(KEY.sha256() + ".tok");
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
