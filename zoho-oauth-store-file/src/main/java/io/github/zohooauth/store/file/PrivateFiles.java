package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files that only their owner reads, and that are whole at every moment. */
final class PrivateFiles {

  private static final int MAX_SIZE = 256 * 1024;

  private PrivateFiles() {}

  static byte[] read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > MAX_SIZE) {
        throw new IOException("too large for a record");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return bytes.array();
    }
  }

  /** Writes a temporary file, and puts it in the place of the file once it is on the disk. */
  static void replace(Path file, byte[] bytes) throws IOException {
    Path directory = file.resolveSibling("");
    Files.createDirectories(directory, mode(directory, "rwx------"));
    Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeAndSync(temporary, bytes);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    sync(directory);
  }

  static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      sync(file.resolveSibling(""));
    }
  }

  private static void writeAndSync(Path temporary, byte[] bytes) throws IOException {
    Set<StandardOpenOption> newFile =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(temporary, newFile, mode(temporary, "rw-------"))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** A rename is on the disk once its directory is; where directories cannot be opened, it is. */
  private static void sync(Path directory) throws IOException {
    if (isPosix(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (NoSuchFileException e) {
        // Nothing to sync: the directory is gone, and the file with it.
      }
    }
  }

  /** The mode with which a file is created, from its first moment on. */
  private static FileAttribute<?>[] mode(Path path, String mode) {
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
