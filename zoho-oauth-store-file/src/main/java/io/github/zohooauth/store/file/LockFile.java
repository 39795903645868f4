package io.github.zohooauth.store.file;

import io.github.zohooauth.store.file.StoreErrors.Refused;
import io.github.zohooauth.store.file.Uninterruptibles.IoCallable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The file of a store's directory on which processes exclude each other: each lock is one byte.
 *
 * <p>If a process closes any channel on a file, the kernel drops all its locks on that file. If a
 * lock file is deleted, two processes may lock two files. So each JVM has one channel per directory
 * and never closes it, and the file is never deleted. No lock is taken from a process that is
 * alive. The lock of a dead process is free at once.
 */
final class LockFile {

  static final String NAME = "store.lock";

  private static final Logger LOG = System.getLogger("io.github.zohooauth.store.file");

  /** Longer than any write: a process that holds a write lock longer is suspended. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The first digits of a record's hash are the position of its write lock. */
  private static final int DIGITS = 15;

  /** With this bit, a position is that of the record's renewal lock. */
  private static final long RENEWAL = 1L << (4 * DIGITS);

  private static final long SHORTEST_PAUSE_NANOS = 50_000;
  private static final long LONGEST_PAUSE_NANOS = 2_000_000;

  private static final Set<OpenOption> EXISTING =
      Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> CREATED =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private static final ConcurrentMap<Path, LockFile> OPEN = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;

  /** Tells this file from another that takes its place. */
  private final @Nullable Object identity;

  /** The locks held in this JVM: the kernel does not exclude threads of one process. */
  private final Set<Long> held = ConcurrentHashMap.newKeySet();

  private LockFile(Path file, Set<OpenOption> options) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, options, OwnerPermissions.file(file));
    this.identity = identity(file);
  }

  /**
   * Returns the lock file of this directory, and creates it if there is none.
   *
   * @param directory a real path
   */
  static LockFile create(Path directory) throws IOException {
    return in(directory, CREATED);
  }

  /**
   * Returns the lock file that this directory has now.
   *
   * @param directory a real path
   * @throws NoSuchFileException if it has none
   */
  static LockFile existing(Path directory) throws IOException {
    return in(directory, EXISTING);
  }

  private static LockFile in(Path directory, Set<OpenOption> options) throws IOException {
    try {
      return OPEN.compute(directory, (path, known) -> openOnce(path, known, options));
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** Opens one channel alone: to close a second would drop the locks of the first. */
  private static LockFile openOnce(
      Path directory, @Nullable LockFile known, Set<OpenOption> options) {
    try {
      return known != null && known.isInPlace()
          ? known
          : new LockFile(directory.resolve(NAME), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether the directory's path still leads to this file. */
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

  /** Takes the lock for renewing this record; null if it is held already. */
  @Nullable Lock tryRenewalLock(String record) throws IOException {
    return tryLock(RENEWAL | position(record));
  }

  /**
   * Waits for the write lock of this record, and runs the operations while it is held.
   *
   * @throws ClosedByInterruptException if the thread is interrupted
   * @throws Refused if another process holds the lock for longer than a write takes, or another
   *     directory took the place of this one meanwhile
   */
  <T> T withWriteLock(String record, IoCallable<T> operations) throws IOException {
    Lock lock = writeLock(record);
    try {
      T result = operations.call();
      if (!isInPlace()) {
        throw new Refused(
            "may have been written elsewhere: its directory was removed, renamed or replaced"
                + " meanwhile. Restore the directory and try again");
      }
      return result;
    } finally {
      lock.close();
    }
  }

  /** Runs the operation under the write lock of this record; false if the lock is held already. */
  boolean ifWriteLockFree(String record, IoCallable<Boolean> operation) throws IOException {
    Lock lock = tryLock(position(record));
    if (lock == null) {
      return false;
    }
    try {
      return operation.call();
    } finally {
      lock.close();
    }
  }

  private Lock writeLock(String record) throws IOException {
    long start = System.nanoTime();
    for (long pause = SHORTEST_PAUSE_NANOS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS)) {
      Lock lock = tryLock(position(record));
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new Refused(
            "could not be locked. Another process has held the write lock for %d s. It may be"
                    .formatted(PATIENCE.toSeconds())
                + " suspended: resume it or stop it");
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause));
      if (Thread.currentThread().isInterrupted()) {
        throw new ClosedByInterruptException();
      }
    }
  }

  private @Nullable Lock tryLock(long position) throws IOException {
    if (!held.add(position)) {
      return null;
    }
    FileLock lock = null;
    try {
      lock = channel.tryLock(position, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // a store of another class loader holds it
    } finally {
      if (lock == null) {
        held.remove(position);
      }
    }
    return lock == null ? null : new Lock(lock, position);
  }

  /** Two records may share a position. Then one of them waits for the other. */
  static long position(String record) {
    return Long.parseLong(record, 0, DIGITS, 16);
  }

  /** A byte that this process has locked. Any thread may release it. */
  final class Lock implements AutoCloseable {

    private final FileLock lock;
    private final long position;
    private final AtomicBoolean isHeld = new AtomicBoolean(true);

    private Lock(FileLock lock, long position) {
      this.lock = lock;
      this.position = position;
    }

    boolean isHeld() {
      return isHeld.get();
    }

    /** Releases the kernel's lock first, because another thread may take it after that. */
    @Override
    public void close() {
      if (!isHeld.compareAndSet(true, false)) {
        return;
      }
      try {
        lock.release();
      } catch (IOException e) {
        LOG.log(
            Level.WARNING, "A file lock could not be released ({0})", e.getClass().getSimpleName());
      } finally {
        held.remove(position);
      }
    }
  }
}
