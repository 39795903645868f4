package io.github.zohooauth.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/** The operations of a file system that the store uses. A crash may come between any two. */
interface FileOps {

  /**
   * Reads the first bytes of a file, up to a limit. A symbolic link is an error.
   *
   * @throws java.nio.file.NoSuchFileException if there is no file
   */
  byte[] read(Path file, int limit) throws IOException;

  /** Creates a file that did not exist; from the start, only its owner may read it. */
  NewFile create(Path file) throws IOException;

  /** Gives a file a second name, which must be free. */
  void link(Path link, Path existing) throws IOException;

  /** Renames a file in one step, and replaces any other file that has the name. */
  void move(Path from, Path to) throws IOException;

  /** Removes a name; false if it does not exist. */
  boolean delete(Path file) throws IOException;

  /** Creates a directory that only its owner may enter. Its parent must exist. */
  void makeDirectory(Path directory) throws IOException;

  /** Returns the names in a directory; none if there is no directory. */
  List<String> list(Path directory) throws IOException;

  /** Returns when all changes of the names in a directory are on the disk. */
  void sync(Path directory) throws IOException;

  /**
   * Returns the owner and kind of a file, by one system call if possible.
   *
   * @throws java.nio.file.NoSuchFileException if there is no file
   */
  Attributes attributes(Path path) throws IOException;

  /** Returns the owner with a name, which the system may have to search for. */
  UserPrincipal owner(Path path) throws IOException;

  /** Returns the kind of file system, such as {@code ext4} or {@code nfs4}. */
  String fileSystem(Path path) throws IOException;

  /** A file that is being written. */
  interface NewFile extends Closeable {

    void write(byte[] bytes) throws IOException;

    /** Returns when all that was written is on the disk. */
    void sync() throws IOException;
  }

  /**
   * The attributes of a file, directory or link. Links are not followed.
   *
   * @param owner equal for all files of one user
   */
  record Attributes(Object owner, Kind kind, boolean isOpenToOthers) {}

  /** The kinds of files. */
  enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    OTHER
  }
}
