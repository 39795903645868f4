package io.github.zohooauth;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets no other write of this JVM come between the two steps of a {@link JvmLease}: to look at a
 * record, and to save it. Thread-safe.
 *
 * <p>Each record has its own permits while it is written. A save takes one of them, and the two
 * steps take all. So a save waits for the two steps alone, and never waits if the store has leases
 * of its own.
 */
final class StoreWrites {

  /** A store call that takes longer counts as hanging. */
  private static final Duration HANGING = Duration.ofSeconds(10);

  private static final int ALL = Integer.MAX_VALUE;

  private static final ConcurrentMap<Place, StoreWrites> WRITING = new ConcurrentHashMap<>();

  /** Not a lock, because no thread owns a permit; fair, so that saves do not starve a lease. */
  private final Semaphore permits = new Semaphore(ALL, true);

  /** Guarded by the map. */
  private int writers;

  private StoreWrites() {}

  /** A record of one store object; two stores are two, even if they call themselves equal. */
  record Place(TokenStore store, TokenKey key) {

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
   * Writes a record beside other saves, but not between the two steps of a lease.
   *
   * @throws TokenStoreException if the two steps take too long; then nothing is written
   */
  static <T> T beside(TokenStore store, TokenKey key, Supplier<T> write) {
    return write(new Place(store, key), 1, write);
  }

  /**
   * Takes the two steps while no other thread of this JVM writes the record.
   *
   * @throws TokenStoreException if another write takes too long; then nothing is written
   */
  static <T> T alone(TokenStore store, TokenKey key, Supplier<T> write) {
    return write(new Place(store, key), ALL, write);
  }

  private static <T> T write(Place place, int count, Supplier<T> write) {
    StoreWrites mine = WRITING.compute(place, (key, known) -> joined(known));
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

  private static StoreWrites joined(@Nullable StoreWrites known) {
    StoreWrites one = known == null ? new StoreWrites() : known;
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
