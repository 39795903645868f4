package io.github.zohooauth.store.file;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Checks that the store's directory and files belong to its user and are no links, and closes them
 * to other users.
 */
final class Privacy {

  private static final Logger LOG = System.getLogger("io.github.zohooauth.store.file");

  private final FileOps files;
  private final Path directory;

  /** Who owns what this process makes; a name would not tell where users have none. */
  private final Object user;

  private final String userName;

  private Privacy(FileOps files, Path directory, Object user, String userName) {
    this.files = files;
    this.directory = directory;
    this.user = user;
    this.userName = userName;
  }

  /**
   * Returns the privacy of this directory.
   *
   * @param directory a real path
   */
  static Privacy of(FileOps files, Path directory) throws IOException {
    while (true) {
      // Not random, because a new JVM takes long to make its random generator.
      UUID id = new UUID(ProcessHandle.current().pid(), System.nanoTime());
      Path probe = directory.resolve(RecordFiles.temporary("0".repeat(64), id));
      try {
        files.create(probe).close();
      } catch (FileAlreadyExistsException e) {
        continue; // of a process in another container
      }
      try {
        Object user = files.look(probe).owner();
        return new Privacy(files, directory, user, files.owner(probe).getName());
      } catch (NoSuchFileException e) {
        // Another process that opens the store has taken it for a leftover.
      } finally {
        files.delete(probe);
      }
    }
  }

  /**
   * Checks the directory, and if others could open it until now, closes it and its files.
   *
   * @throws RefusedException if it is another user's or a link, or others may enter it and it is
   *     not a store's alone
   */
  void checkDirectory() throws IOException {
    Access found = files.look(directory);
    if (found.kind() == Access.Kind.LINK || !directory.toRealPath().equals(directory)) {
      throw new RefusedException("is a link");
    }
    if (found.kind() != Access.Kind.DIRECTORY) {
      throw new RefusedException("is not a directory");
    }
    requireOwner(found, directory, "belongs");
    if (found.isLoose()) {
      List<String> names = files.list(directory);
      if (!names.stream().allMatch(StoreDirectory::isOwn)) {
        throw new RefusedException(
            "is open to other users and holds other files: choose a directory of its own");
      }
      tighten(directory);
      names.forEach(this::tryToClose);
    }
  }

  /** Does not fail: if a file may not be used, its use says so. */
  private void tryToClose(String name) {
    try {
      check(name);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0} could not be closed to other users", directory.resolve(name));
    }
  }

  /**
   * Checks a file, and closes it if others may open it.
   *
   * @return whether others could
   * @throws RefusedException if it is another user's, or is a link
   * @throws NoSuchFileException if it is not there
   */
  boolean check(String name) throws IOException {
    Path file = directory.resolve(name);
    Access found = files.look(file);
    if (found.kind() == Access.Kind.LINK || found.kind() == Access.Kind.OTHER) {
      throw new RefusedException(
          "is refused for %s, which is %s and not a store's own: remove it"
              .formatted(name, found.kind() == Access.Kind.LINK ? "a link" : "no plain file"));
    }
    requireOwner(found, file, "is refused for %s, which belongs".formatted(name));
    if (found.isLoose()) {
      tighten(file);
    }
    return found.isLoose();
  }

  private void requireOwner(Access found, Path path, String belongs) throws IOException {
    if (!found.owner().equals(user)) {
      throw new RefusedException(
          "%s to %s, and this program runs as %s"
              .formatted(belongs, files.owner(path).getName(), userName));
    }
  }

  private void tighten(Path path) throws IOException {
    OwnerOnly.tighten(path);
    if (files.look(path).isLoose()) {
      throw new RefusedException("is on a file system that cannot keep other users out");
    }
    LOG.log(Level.WARNING, "{0} was open to other users, and is no more", path);
  }
}
