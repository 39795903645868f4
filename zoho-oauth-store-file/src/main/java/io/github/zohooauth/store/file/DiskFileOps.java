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

/** The file system of this machine. */
final class DiskFileOps implements FileOps {

  static final DiskFileOps INSTANCE = new DiskFileOps();

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /** Most records are shorter: one call reads them. */
  private static final int USUAL_BYTES = 4096;

  private static final int FORMAT = 0xf000;
  private static final int LINK = 0xa000;
  private static final int FILE = 0x8000;
  private static final int DIRECTORY = 0x4000;
  private static final int OTHERS = 077;

  private static final int MOVE_ATTEMPTS = 50;
  private static final long PAUSE_NANOS = 10_000_000;

  private DiskFileOps() {}

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
    FileChannel channel = FileChannel.open(file, NEW, OwnerPermissions.file(file));
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

  /** Tries again where there is no POSIX: a reader or virus scanner may block a rename briefly. */
  @Override
  public void move(Path from, Path to) throws IOException {
    for (int left = OwnerPermissions.isPosix(to) ? 1 : MOVE_ATTEMPTS; ; left--) {
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
    Files.createDirectory(directory, OwnerPermissions.directory(directory));
  }

  /** Avoids a stream, which creates two objects per name and takes twice as long in a new JVM. */
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

  /** Does nothing where directories cannot be opened: there, names are on the disk at once. */
  @Override
  public void sync(Path directory) throws IOException {
    if (OwnerPermissions.isPosix(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Reads the owner as a number, because a look-up of the name takes longer than all the rest. */
  @Override
  public Attributes attributes(Path path) throws IOException {
    if (!OwnerPermissions.isUnix(path)) {
      return new Attributes(owner(path), kind(path), OwnerPermissions.isOpenToOthers(path));
    }
    Map<String, Object> found =
        Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) Objects.requireNonNull(found.get("mode"));
    Kind kind =
        switch (mode & FORMAT) {
          case FILE -> Kind.FILE;
          case DIRECTORY -> Kind.DIRECTORY;
          case LINK -> Kind.LINK;
          default -> Kind.OTHER;
        };
    return new Attributes(Objects.requireNonNull(found.get("uid")), kind, (mode & OTHERS) != 0);
  }

  private static Kind kind(Path path) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return found.isRegularFile()
        ? Kind.FILE
        : found.isDirectory() ? Kind.DIRECTORY : found.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
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
