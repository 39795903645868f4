package io.github.zohooauth.store.jdbc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures how far this host's clock is ahead of the database's.
 *
 * <p>Differences of up to half a second count as none. A measured difference is kept until an
 * answer of the database contradicts it. So a host reads exactly what it wrote. Thread-safe.
 */
final class ClockOffset {

  private static final long TOLERATED_MILLIS = 500;
  private static final long VALID_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** A measured difference, with the wall clock and the running time of the measurement. */
  private record Measurement(long ahead, long millis, long nanos) {}

  private final InstantSource clock;
  private volatile @Nullable Measurement last;

  ClockOffset(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns the time by this host's clock, in milliseconds since 1970. */
  long millis() {
    return clock.millis();
  }

  /**
   * Measures the difference by an answer of the database.
   *
   * @param asked {@link #millis} before the question; the answer has just come
   * @param database the database's time between the two
   * @return how far this host's clock is ahead
   */
  Duration measure(long asked, long database) {
    long now = clock.millis();
    Measurement before = last;
    long ahead = before == null ? 0 : before.ahead;
    long least = Math.min(asked, now) - database;
    long most = Math.max(asked, now) - database;
    if (ahead < least - TOLERATED_MILLIS || ahead > most + TOLERATED_MILLIS) {
      ahead = least + (most - least) / 2;
    }
    last = new Measurement(ahead, now, System.nanoTime());
    return Duration.ofMillis(ahead);
  }

  /** Returns the difference; null if it is older than a minute, or this clock was set since. */
  @Nullable Duration known() {
    Measurement measured = last;
    if (measured == null) {
      return null;
    }
    long nanos = System.nanoTime() - measured.nanos;
    long millis = clock.millis() - measured.millis;
    boolean wasSet = Math.abs(millis - TimeUnit.NANOSECONDS.toMillis(nanos)) > TOLERATED_MILLIS;
    return wasSet || nanos > VALID_NANOS ? null : Duration.ofMillis(measured.ahead);
  }
}
