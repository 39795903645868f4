package io.github.zohooauth.store.file;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The directory of a store: made if need be, its owner's alone, and with nothing else in it. */
final class StoreDirectory implements Turns {

  private static final Logger LOG = System.getLogger("io.github.zohooauth.store.file");

  /** An error, because without the directory no record can be told from a missing one. */
  private static final String MISSING =
      "cannot be told: its directory has no %s any more, so it was removed, renamed or unmounted."
          + " Nothing was read or written. Bring it back, or open the store anew to begin an empty"
          + " one";

  private static final String REPLACED =
      "cannot be told: since the store was opened, its directory was replaced by one that %s. Put"
          + " the store's own directory back";

  private final FileOps files;
  private final Path path;
  private final Privacy privacy;
  private final FirstUse firstUse;

  /** The lock file of the directory that was checked last. */
  private volatile LockFile lockFile;

  private StoreDirectory(FileOps files, Path path, Privacy privacy, LockFile lockFile) {
    this.files = files;
    this.path = path;
    this.privacy = privacy;
    this.firstUse = new FirstUse(privacy);
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory if it is not there, and checks it. Its files are checked when they are
   * used, because a check of all takes seconds if there are many.
   *
   * @throws RefusedException if it is somebody else's, or others may enter it and it is not a
   *     store's alone
   */
  static StoreDirectory open(FileOps files, Path directory) throws IOException {
    make(files, directory.toAbsolutePath());
    Path path = directory.toRealPath();
    if (!Files.isDirectory(path)) {
      throw new RefusedException("is not a directory");
    }
    Privacy privacy = Privacy.of(files, path);
    check(privacy);
    StoreDirectory opened = new StoreDirectory(files, path, privacy, LockFile.create(path));
    opened.warnOfNetwork();
    return opened;
  }

  private static void check(Privacy privacy) throws IOException {
    privacy.checkDirectory();
    try {
      privacy.check(LockFile.NAME);
    } catch (NoSuchFileException e) {
      // The caller creates it next, or finds that it is missing.
    }
  }

  /** The real one, whatever links have led to it. */
  Path path() {
    return path;
  }

  RecordFiles recordFiles() {
    return new RecordFiles(files, path, firstUse);
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

  static boolean isOwn(String name) {
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

  /**
   * Returns the lock file, which tells that the directory is the one that was checked.
   *
   * <p>A link to that same directory is accepted, as after a rename: its files are the checked
   * ones. To refuse it would stop no attack, because only a user who may rename in the parent can
   * set the link, and they can swap real directories as well. A link to any other directory is
   * refused.
   *
   * @throws RefusedException if the directory is not there, or is another that may not be used
   */
  LockFile lockFile() throws IOException {
    LockFile known = lockFile;
    if (known.isInPlace()) {
      return known;
    }
    try {
      check(privacy);
      LockFile reopened = LockFile.existing(path);
      check(
          privacy); // once more: another user's may have taken its place before the file was opened
      firstUse.forget();
      lockFile = reopened;
      return reopened;
    } catch (NoSuchFileException e) {
      throw new RefusedException(MISSING.formatted(LockFile.NAME));
    } catch (RefusedException e) {
      throw new RefusedException(REPLACED.formatted(e.getMessage()));
    }
  }

  @Override
  public <T> T look(Uninterrupted.Steps<T> steps) throws IOException {
    return Uninterrupted.call(
        () -> {
          while (true) {
            LockFile before = lockFile;
            T seen = steps.take();
            if (before.isInPlace()) {
              return seen;
            }
            lockFile();
          }
        });
  }

  @Override
  public <T> T take(String record, Uninterrupted.Steps<T> steps) throws IOException {
    return Uninterrupted.call(
        () -> {
          LockFile before = lockFile();
          Hold turn = before.turn(record);
          try {
            T done = steps.take();
            if (!before.isInPlace()) {
              throw new RefusedException(
                  "may have been written elsewhere: its directory was removed, renamed or replaced"
                      + " meanwhile. Put it back, and do it again");
            }
            return done;
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
