package io.github.zohooauth.store.jdbc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far this host's clock is ahead of the database's, as far as answers tell.
 *
 * <p>The table has instants of the database's clock, so that hosts whose clocks disagree agree on
 * when a token expires. Clocks that agree to half a second are not told apart, and a difference
 * that was found stays the same until an answer contradicts it: what a host reads is then exactly
 * what it wrote. Thread-safe.
 */
final class HostClock {

  private static final long TOLERATED_MILLIS = 500;
  private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** The difference, and when it was found: by the clock itself and by one that never jumps. */
  private record Found(long ahead, long millis, long nanos) {}

  private final InstantSource clock;
  private volatile @Nullable Found last;

  HostClock(InstantSource clock) {
    this.clock = clock;
  }

  long millis() {
    return clock.millis();
  }

  /**
   * Learns from an answer of the database.
   *
   * @param asked {@link #millis} before the question; now is after the answer
   * @param database the database's time in between
   * @return how far the host is ahead
   */
  Duration heard(long asked, long database) {
    long now = clock.millis();
    Found before = last;
    long ahead = before == null ? 0 : before.ahead;
    long least = Math.min(asked, now) - database;
    long most = Math.max(asked, now) - database;
    if (ahead < least - TOLERATED_MILLIS || ahead > most + TOLERATED_MILLIS) {
      ahead = least + (most - least) / 2;
    }
    last = new Found(ahead, now, System.nanoTime());
    return Duration.ofMillis(ahead);
  }

  /** How far the host is ahead; null if no answer has told lately, or its clock jumped since. */
  @Nullable Duration ahead() {
    Found found = last;
    if (found == null) {
      return null;
    }
    long nanos = System.nanoTime() - found.nanos;
    long millis = clock.millis() - found.millis;
    boolean jumped = Math.abs(millis - TimeUnit.NANOSECONDS.toMillis(nanos)) > TOLERATED_MILLIS;
    return jumped || nanos > FRESH_NANOS ? null : Duration.ofMillis(found.ahead);
  }
}
