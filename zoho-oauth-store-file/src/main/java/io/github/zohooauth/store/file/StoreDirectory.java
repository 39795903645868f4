package io.github.zohooauth.store.file;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The directory of a store: made if need be, its owner's alone, and with nothing else in it. */
final class StoreDirectory implements Turns {

  private static final Logger LOG = System.getLogger("io.github.zohooauth.store.file");

  private final FileOps files;
  private final Path path;

  private StoreDirectory(FileOps files, Path path) {
    this.files = files;
    this.path = path;
  }

  /**
   * Makes the directory if it is not there, and checks it.
   *
   * @throws RefusedException if it is somebody else's, or others may enter it and it is not a
   *     store's alone
   */
  static StoreDirectory open(FileOps files, Path directory) throws IOException {
    make(files, directory.toAbsolutePath());
    StoreDirectory opened = new StoreDirectory(files, directory.toRealPath());
    opened.check();
    opened.lockFile();
    opened.warnOfNetwork();
    return opened;
  }

  /** The real one, whatever links have led to it. */
  Path path() {
    return path;
  }

  /** Makes a directory and those above it, and sees to it that their names are on the disk. */
  static void make(FileOps files, Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null) {
      return;
    }
    try {
      makeOne(files, directory);
    } catch (NoSuchFileException e) {
      make(files, parent);
      makeOne(files, directory);
    }
    try {
      files.sync(parent);
    } catch (AccessDeniedException e) {
      // Who may not look into the parent cannot do more.
    }
  }

  /** Whoever made it before may have been cut off, so that its name is not on the disk yet. */
  private static void makeOne(FileOps files, Path directory) throws IOException {
    try {
      files.makeDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      // as it should be
    }
  }

  private void check() throws IOException {
    if (!Files.isDirectory(path)) {
      throw new RefusedException("is not a directory");
    }
    UserPrincipal user = user();
    List<String> names = files.list(path);
    check(null, user);
    if (OwnerOnly.isLoose(path)) {
      if (!names.stream().allMatch(StoreDirectory::isOwn)) {
        throw new RefusedException(
            "is open to other users and holds other files: choose a directory of its own");
      }
      tighten(path);
    }
    for (String name : names) {
      if (isOwn(name)) {
        checkFile(name, user);
      }
    }
  }

  private void checkFile(String name, UserPrincipal user) throws IOException {
    try {
      check(name, user);
      if (Files.isSymbolicLink(path.resolve(name))) {
        throw new RefusedException(
            "holds %s, which is a link and not a store's own: remove it".formatted(name));
      }
      if (OwnerOnly.isLoose(path.resolve(name))) {
        tighten(path.resolve(name));
      }
    } catch (NoSuchFileException e) {
      // Another process has put it in its place, or removed it.
    }
  }

  /** Who owns what this process makes; a name would not tell where users have none. */
  private UserPrincipal user() throws IOException {
    while (true) {
      Path probe = path.resolve(RecordFiles.temporary("0".repeat(64)));
      files.create(probe).close();
      try {
        return files.owner(probe);
      } catch (NoSuchFileException e) {
        // Another process that opens the store has taken it for a leftover.
      } finally {
        files.delete(probe);
      }
    }
  }

  private void check(@Nullable String name, UserPrincipal user) throws IOException {
    UserPrincipal owner = files.owner(name == null ? path : path.resolve(name));
    if (!owner.equals(user)) {
      throw new RefusedException(
          "%s to %s, and this program runs as %s"
              .formatted(
                  name == null ? "belongs" : "holds " + name + ", which belongs",
                  owner.getName(),
                  user.getName()));
    }
  }

  private static void tighten(Path file) throws IOException {
    OwnerOnly.tighten(file);
    if (OwnerOnly.isLoose(file)) {
      throw new RefusedException("is on a file system that cannot keep other users out");
    }
    LOG.log(Level.WARNING, "{0} was open to other users, and is no more", file);
  }

  private static boolean isOwn(String name) {
    return name.equals(LockFile.NAME) || RecordFiles.isOwn(name);
  }

  private void warnOfNetwork() throws IOException {
    String type = files.fileSystem(path);
    if (NetworkFileSystem.is(type)) {
      LOG.log(
          Level.WARNING,
          "{0} is on a network file system ({1}), where two hosts may both hold a lock:"
              + " use a local disk, or zoho-oauth-store-jdbc between hosts",
          path,
          type);
    }
  }

  /** The directory may have been removed while the program runs; then it is made again. */
  LockFile lockFile() throws IOException {
    try {
      return LockFile.in(path);
    } catch (NoSuchFileException e) {
      make(files, path);
      return LockFile.in(path);
    }
  }

  @Override
  public <T> T take(String record, Uninterrupted.Steps<T> steps) throws IOException {
    return Uninterrupted.call(
        () -> {
          Hold turn = lockFile().turn(record);
          try {
            return steps.take();
          } finally {
            turn.close();
          }
        });
  }

  @Override
  public boolean ifFree(String record, Uninterrupted.Steps<Boolean> step) throws IOException {
    Hold turn = lockFile().tryTurn(record);
    if (turn == null) {
      return false;
    }
    try {
      return step.take();
    } finally {
      turn.close();
    }
  }
}
