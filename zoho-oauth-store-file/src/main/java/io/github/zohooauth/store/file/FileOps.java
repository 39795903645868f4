package io.github.zohooauth.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/** What the store asks of a file system, one step at a time: a crash may come between any two. */
interface FileOps {

  /**
   * The first bytes of a file, up to a limit; a symbolic link is an error.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  byte[] read(Path file, int limit) throws IOException;

  /** Makes a file that was not there, which its owner alone may read from its first moment on. */
  NewFile create(Path file) throws IOException;

  /** Gives a file a second name, which must not be taken. */
  void link(Path link, Path existing) throws IOException;

  /** Renames a file in one step, in place of any other that has the name. */
  void move(Path from, Path to) throws IOException;

  /** Removes a name; false if there was none. */
  boolean delete(Path file) throws IOException;

  /** Makes a directory that its owner alone may enter; its parent must be there. */
  void makeDirectory(Path directory) throws IOException;

  /** The names in a directory; none if there is no directory. */
  List<String> list(Path directory) throws IOException;

  /** Returns once all that was done to the names in a directory is on the disk. */
  void sync(Path directory) throws IOException;

  /**
   * Tells the owner and the kind of a file, in one call if the system has one.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  Access look(Path path) throws IOException;

  /** The owner by name, for which the system may have to search its list of users. */
  UserPrincipal owner(Path path) throws IOException;

  /** The kind of file system, such as {@code ext4} or {@code nfs4}. */
  String fileSystem(Path path) throws IOException;

  /** A file that is being written. */
  interface NewFile extends Closeable {

    void write(byte[] bytes) throws IOException;

    /** Returns once what was written is on the disk. */
    void sync() throws IOException;
  }
}
