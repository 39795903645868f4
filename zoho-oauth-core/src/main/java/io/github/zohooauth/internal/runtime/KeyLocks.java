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
 * Locks one record of a store within this JVM.
 *
 * <p>Each record has its own permits while it is written. A plain write takes one permit. Steps
 * that belong together take all permits. So a write waits for such steps only. Thread-safe.
 */
public final class KeyLocks {

  /** The longest wait for another write. A store call that takes longer counts as hanging. */
  private static final Duration HANGING_AFTER = Duration.ofSeconds(10);

  private static final int ALL = Integer.MAX_VALUE;

  private static final ConcurrentMap<StoreKey, KeyLocks> WRITING = new ConcurrentHashMap<>();

  /**
   * A semaphore, because no thread owns a permit. It is fair, so that saves do not starve a lease.
   */
  private final Semaphore permits = new Semaphore(ALL, true);

  /** The number of users of this object. The map guards it. */
  private int writers;

  private KeyLocks() {}

  /**
   * A key of one store object. Stores are compared by identity, even if they define {@code equals}.
   */
  public record StoreKey(Object store, Object key) {

    @Override
    public boolean equals(Object other) {
      return other instanceof StoreKey that && store == that.store && key.equals(that.key);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(store) + key.hashCode();
    }
  }

  /** Runs one write. Other writes may run at the same time, but not the steps of {@link #alone}. */
  public static <T> T beside(StoreKey record, Supplier<T> write) {
    return write(record, 1, write);
  }

  /** Runs steps that belong together. No other thread of this JVM writes the record meanwhile. */
  public static <T> T alone(StoreKey record, Supplier<T> steps) {
    return write(record, ALL, steps);
  }

  private static <T> T write(StoreKey record, int count, Supplier<T> write) {
    KeyLocks mine = WRITING.compute(record, (key, known) -> joined(known));
    try {
      mine.acquire(count);
      try {
        return write.get();
      } finally {
        mine.permits.release(count);
      }
    } finally {
      WRITING.computeIfPresent(record, (key, known) -> --known.writers == 0 ? null : known);
    }
  }

  private static KeyLocks joined(@Nullable KeyLocks known) {
    KeyLocks one = known == null ? new KeyLocks() : known;
    one.writers++;
    return one;
  }

  private void acquire(int count) {
    long end = System.nanoTime() + HANGING_AFTER.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!permits.tryAcquire(count, end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            String what =
                "Another write of this record has not completed within %s. Nothing was written."
                    + " Check the store.";
            throw new TokenStoreException(what.formatted(Failures.inWords(HANGING_AFTER)));
          }
          return;
        } catch (InterruptedException e) {
          interrupted = true; // the record must be stored even so
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
