package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The files of this machine. */
final class DiskFiles implements FileOps {

  static final DiskFiles INSTANCE = new DiskFiles();

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /** Most records are shorter, so that one call reads them. */
  private static final int USUAL_BYTES = 4096;

  private static final int FORMAT = 0xf000;
  private static final int LINK = 0xa000;
  private static final int FILE = 0x8000;
  private static final int DIRECTORY = 0x4000;
  private static final int OTHERS = 077;

  private static final int MOVES = 50;
  private static final long PAUSE_NANOS = 10_000_000;

  private DiskFiles() {}

  @Override
  public byte[] read(Path file, int limit) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.min(USUAL_BYTES, limit));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        if (!bytes.hasRemaining() && bytes.capacity() < limit) {
          bytes = ByteBuffer.allocate(Math.min(8 * bytes.capacity(), limit)).put(bytes.flip());
        }
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
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

  /** A stream makes two objects of each name, and takes twice as long in a new JVM. */
  @Override
  public List<String> list(Path directory) throws IOException {
    String[] all = isDefault(directory) ? directory.toFile().list() : null;
    return all != null ? Arrays.asList(all) : streamed(directory);
  }

  private static boolean isDefault(Path path) {
    return path.getFileSystem().equals(FileSystems.getDefault());
  }

  private static List<String> streamed(Path directory) throws IOException {
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

  /** Asks for the number of the owner, because the name takes longer than all the rest. */
  @Override
  public Access look(Path path) throws IOException {
    if (!OwnerOnly.isUnix(path)) {
      return new Access(owner(path), kind(path), OwnerOnly.isLoose(path));
    }
    Map<String, Object> found =
        Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) Objects.requireNonNull(found.get("mode"));
    Access.Kind kind =
        switch (mode & FORMAT) {
          case FILE -> Access.Kind.FILE;
          case DIRECTORY -> Access.Kind.DIRECTORY;
          case LINK -> Access.Kind.LINK;
          default -> Access.Kind.OTHER;
        };
    return new Access(Objects.requireNonNull(found.get("uid")), kind, (mode & OTHERS) != 0);
  }

  private static Access.Kind kind(Path path) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return found.isRegularFile()
        ? Access.Kind.FILE
        : found.isDirectory()
            ? Access.Kind.DIRECTORY
            : found.isSymbolicLink() ? Access.Kind.LINK : Access.Kind.OTHER;
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
