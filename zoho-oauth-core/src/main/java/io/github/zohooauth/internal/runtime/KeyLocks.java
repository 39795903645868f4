package io.github.zohooauth.internal.runtime;

import io.github.zohooauth.TokenStoreException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Locks a record of a store within this JVM, for writes that must not come between two steps of
 * another. Thread-safe.
 *
 * <p>Each record has its own permits while it is written. A plain write takes one of them, and two
 * steps that belong together take all. So a write waits for such steps alone.
 */
public final class KeyLocks {

  /** A store call that takes longer counts as hanging. */
  private static final Duration HANGING = Duration.ofSeconds(10);

  private static final int ALL = Integer.MAX_VALUE;

  private static final ConcurrentMap<Place, KeyLocks> WRITING = new ConcurrentHashMap<>();

  /** Not a lock, because no thread owns a permit; fair, so that saves do not starve a lease. */
  private final Semaphore permits = new Semaphore(ALL, true);

  /** Guarded by the map. */
  private int writers;

  private KeyLocks() {}

  /** A key of one store object; two stores are two, even if they call themselves equal. */
  public record Place(Object store, Object key) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Place that && store == that.store && key.equals(that.key);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(store) + key.hashCode();
    }
  }

  /**
   * Makes one write, beside others, but not between the steps of {@link #alone}.
   *
   * @throws TokenStoreException if those steps take too long; then nothing is written
   */
  public static <T> T beside(Place place, Supplier<T> write) {
    return write(place, 1, write);
  }

  /**
   * Takes steps that belong together, while no other thread of this JVM writes the record.
   *
   * @throws TokenStoreException if another write takes too long; then nothing is written
   */
  public static <T> T alone(Place place, Supplier<T> steps) {
    return write(place, ALL, steps);
  }

  private static <T> T write(Place place, int count, Supplier<T> write) {
    KeyLocks mine = WRITING.compute(place, (key, known) -> joined(known));
    try {
      mine.acquire(count);
      try {
        return write.get();
      } finally {
        mine.permits.release(count);
      }
    } finally {
      WRITING.computeIfPresent(place, (key, known) -> --known.writers == 0 ? null : known);
    }
  }

  private static KeyLocks joined(@Nullable KeyLocks known) {
    KeyLocks one = known == null ? new KeyLocks() : known;
    one.writers++;
    return one;
  }

  private void acquire(int count) {
    long end = System.nanoTime() + HANGING.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!permits.tryAcquire(count, end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            String what =
                "Another write of this record has not completed within %s. Nothing was written."
                    + " Check the store.";
            throw new TokenStoreException(what.formatted(HANGING));
          }
          return;
        } catch (InterruptedException e) {
          interrupted = true; // what is to be stored is stored all the same
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
