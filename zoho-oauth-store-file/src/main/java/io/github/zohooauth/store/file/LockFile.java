package io.github.zohooauth.store.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one file of a store's directory on which processes exclude each other, a byte of it for each
 * thing that one of them may do at a time.
 *
 * <p>The kernel drops all of a process's locks on a file when that process closes any channel on
 * it, and leaves two holders on two files when a lock file is deleted. So there is one channel per
 * JVM and directory, nothing closes it, and nothing deletes the file. No lock is ever stolen: that
 * of a dead process is free at once.
 */
final class LockFile {

  static final String NAME = "store.lock";

  /** Longer than any write; whoever holds a turn longer than that is stopped, and not writing. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A record's hash up to here is a position; with this bit, that of its renewal. */
  private static final int DIGITS = 15;

  private static final long RENEWALS = 1L << (4 * DIGITS);

  private static final long SHORTEST_NANOS = 50_000;
  private static final long LONGEST_NANOS = 2_000_000;

  private static final Set<OpenOption> EXISTING =
      Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> CREATED =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private static final ConcurrentMap<Path, LockFile> OPEN = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;

  /** Which file it is, should another come into its place. */
  private final @Nullable Object identity;

  /** Taken in this JVM, of which the kernel would let each thread take them all. */
  private final Set<Long> taken = ConcurrentHashMap.newKeySet();

  private LockFile(Path file, Set<OpenOption> options) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, options, OwnerOnly.file(file));
    this.identity = identity(file);
  }

  /**
   * Returns the lock file of this directory, and makes it if it is not there.
   *
   * @param directory a real path
   */
  static LockFile create(Path directory) throws IOException {
    return in(directory, CREATED);
  }

  /**
   * Returns the lock file that is in this directory now.
   *
   * @param directory a real path
   * @throws NoSuchFileException if it has none
   */
  static LockFile existing(Path directory) throws IOException {
    return in(directory, EXISTING);
  }

  private static LockFile in(Path directory, Set<OpenOption> options) throws IOException {
    try {
      return OPEN.compute(directory, (path, before) -> inPlace(path, before, options));
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** One thread opens it, as a second channel could not be closed without harm. */
  private static LockFile inPlace(
      Path directory, @Nullable LockFile before, Set<OpenOption> options) {
    try {
      return before != null && before.isInPlace()
          ? before
          : new LockFile(directory.resolve(NAME), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the directory's path still leads to this file, and so to the same directory. */
  boolean isInPlace() throws IOException {
    try {
      return Objects.equals(identity, identity(file));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** Takes the right to renew this record, without waiting; null if another has it. */
  @Nullable Hold tryRenewal(String record) throws IOException {
    return tryTake(RENEWALS | position(record));
  }

  /** Takes the turn to write this record, without waiting; null if another has it. */
  @Nullable Hold tryTurn(String record) throws IOException {
    return tryTake(position(record));
  }

  /**
   * Takes the turn to write this record, after whoever is writing it.
   *
   * @throws ClosedByInterruptException if the thread is interrupted
   * @throws IOException if another process holds the turn for longer than a write takes
   */
  Hold turn(String record) throws IOException {
    long start = System.nanoTime();
    for (long pause = SHORTEST_NANOS; ; pause = Math.min(2 * pause, LONGEST_NANOS)) {
      Hold hold = tryTurn(record);
      if (hold != null) {
        return hold;
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new RefusedException(
            "has been held by another process for %d s: let it go on, or end it"
                .formatted(PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause));
      if (Thread.currentThread().isInterrupted()) {
        throw new ClosedByInterruptException();
      }
    }
  }

  /** The lock of another class loader's store on the same directory is met as an exception. */
  private @Nullable Hold tryTake(long position) throws IOException {
    if (!taken.add(position)) {
      return null;
    }
    FileLock lock = null;
    try {
      lock = channel.tryLock(position, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    } finally {
      if (lock == null) {
        taken.remove(position);
      }
    }
    return lock == null ? null : new Hold(lock, () -> taken.remove(position));
  }

  /** Two records may meet in a byte, at the cost that one of them waits for the other. */
  private static long position(String record) {
    return Long.parseLong(record, 0, DIGITS, 16);
  }
}
