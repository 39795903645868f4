package io.github.zohooauth.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The files of this machine. */
final class DiskFiles implements FileOps {

  static final DiskFiles INSTANCE = new DiskFiles();

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final int MOVES = 50;
  private static final long PAUSE_NANOS = 10_000_000;

  private DiskFiles() {}

  @Override
  public byte[] read(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(limit);
    }
  }

  @Override
  public NewFile create(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, NEW, OwnerOnly.file(file));
    return new NewFile() {
      @Override
      public void write(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }

      @Override
      public void sync() throws IOException {
        channel.force(true);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    Files.createLink(link, existing);
  }

  /** Elsewhere than on POSIX a reader or a virus scanner is in the way, but not for long. */
  @Override
  public void move(Path from, Path to) throws IOException {
    for (int left = OwnerOnly.isPosix(to) ? 1 : MOVES; ; left--) {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (FileSystemException e) {
        if (left == 1) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  @Override
  public boolean delete(Path file) throws IOException {
    return Files.deleteIfExists(file);
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    Files.createDirectory(directory, OwnerOnly.directory(directory));
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (NoSuchFileException e) {
      return names;
    }
    return names;
  }

  /** Where directories cannot be opened, names are on the disk without it. */
  @Override
  public void sync(Path directory) throws IOException {
    if (OwnerOnly.isPosix(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public UserPrincipal owner(Path path) throws IOException {
    return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public String fileSystem(Path path) throws IOException {
    return Files.getFileStore(path).type();
  }
}
