package io.github.zohooauth.store.file;

import io.github.zohooauth.store.file.StoreErrors.Refused;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Checks that the store's directory and files belong to its user, and closes them to other users.
 *
 * <p>A record's file is checked when it is used for the first time. One check is enough, because
 * other users cannot add files to a closed directory, and links are never followed. A check takes a
 * quarter of the time of a load.
 */
final class OwnershipCheck {

  private static final Logger LOG = System.getLogger("io.github.zohooauth.store.file");

  /** How many checked records are remembered; a power of two. */
  private static final int REMEMBERED = 1 << 13;

  private final FileOps files;
  private final Path directory;

  /** The owner of new files. A name would not do, because a container may have no user names. */
  private final Object user;

  private final String userName;

  /** Prefixes of the hashes of checked records. */
  private volatile AtomicLongArray checked = new AtomicLongArray(REMEMBERED);

  OwnershipCheck(FileOps files, Path directory, Object user, String userName) {
    this.files = files;
    this.directory = directory;
    this.user = user;
    this.userName = userName;
  }

  /**
   * Returns the check of this directory. Creates a file there to find out who owns new files.
   *
   * @param directory a real path
   */
  static OwnershipCheck of(FileOps files, Path directory) throws IOException {
    while (true) {
      // Not random, because a new JVM takes long to create its random generator.
      UUID id = new UUID(ProcessHandle.current().pid(), System.nanoTime());
      Path probe = directory.resolve(RecordDirectory.temporary("0".repeat(64), id));
      try {
        files.create(probe).close();
      } catch (FileAlreadyExistsException e) {
        continue; // a process in another container has the same process ID
      }
      try {
        Object user = files.attributes(probe).owner();
        return new OwnershipCheck(files, directory, user, files.owner(probe).getName());
      } catch (NoSuchFileException e) {
        // Another process opened the store and removed the probe as a leftover.
      } finally {
        files.delete(probe);
      }
    }
  }

  /**
   * Checks the directory and its lock file. If the directory is open to others, closes it.
   *
   * @throws Refused if it is a link, belongs to another user, or is open to others and not a
   *     store's alone
   */
  void checkDirectory() throws IOException {
    FileOps.Attributes found = files.attributes(directory);
    if (found.kind() == FileOps.Kind.LINK || !directory.toRealPath().equals(directory)) {
      throw new Refused("is a link");
    }
    if (found.kind() != FileOps.Kind.DIRECTORY) {
      throw new Refused("is not a directory");
    }
    requireOwner(found, directory, "belongs");
    if (found.isOpenToOthers()) {
      List<String> names = files.list(directory);
      if (!names.stream().allMatch(OwnershipCheck::isOwn)) {
        throw new Refused(
            "is open to other users and contains other files: choose a directory for the store"
                + " alone");
      }
      closeToOthers(directory);
      names.forEach(this::tryToClose);
    }
    checkIfThere(LockFile.NAME);
  }

  private static boolean isOwn(String name) {
    return name.equals(LockFile.NAME) || RecordDirectory.isOwn(name);
  }

  /** Ignores failures: if a file must not be used, its use fails. */
  private void tryToClose(String name) {
    try {
      checkFile(name);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0} could not be closed to other users", directory.resolve(name));
    }
  }

  private void checkIfThere(String name) throws IOException {
    try {
      checkFile(name);
    } catch (NoSuchFileException e) {
      // There is nothing to check.
    }
  }

  /** Checks a record's file unless that was done before; a backup is checked each time. */
  void checkBeforeUse(String record, String suffix) throws IOException {
    if (!suffix.equals(RecordDirectory.RECORD)) {
      checkFile(record + suffix);
      return;
    }
    AtomicLongArray here = checked;
    long mark = 1 + LockFile.position(record);
    int place = (int) (mark & (REMEMBERED - 1));
    if (here.get(place) == mark) {
      return;
    }
    if (checkFile(record + suffix)) {
      checkIfThere(record + RecordDirectory.BACKUP); // it may not be read for a long time
    }
    here.set(place, mark);
  }

  /** Makes the next use of each file check it again. */
  void forgetFiles() {
    checked = new AtomicLongArray(REMEMBERED);
  }

  /**
   * Checks a file, and closes it if it is open to others.
   *
   * @return whether it was open
   * @throws Refused if it is a link or belongs to another user
   * @throws NoSuchFileException if it does not exist
   */
  boolean checkFile(String name) throws IOException {
    Path file = directory.resolve(name);
    FileOps.Attributes found = files.attributes(file);
    if (found.kind() == FileOps.Kind.LINK || found.kind() == FileOps.Kind.OTHER) {
      String kind = found.kind() == FileOps.Kind.LINK ? "a link" : "not a regular file";
      throw new Refused("cannot be used, because %s is %s. Remove it".formatted(name, kind));
    }
    requireOwner(found, file, "cannot be used, because %s belongs".formatted(name));
    if (found.isOpenToOthers()) {
      closeToOthers(file);
    }
    return found.isOpenToOthers();
  }

  private void requireOwner(FileOps.Attributes found, Path path, String belongs)
      throws IOException {
    if (!found.owner().equals(user)) {
      throw new Refused(
          "%s to %s, but this program runs as %s"
              .formatted(belongs, files.owner(path).getName(), userName));
    }
  }

  private void closeToOthers(Path path) throws IOException {
    OwnerPermissions.closeToOthers(path);
    if (files.attributes(path).isOpenToOthers()) {
      throw new Refused("is on a file system that cannot close files to other users");
    }
    LOG.log(Level.WARNING, "{0} was open to other users. It is now closed to them", path);
  }
}
