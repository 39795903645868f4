package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * When and where one device code is polled next.
 *
 * <p>It outlives an exchange, so that the next exchange of the same code polls no sooner. Only the
 * {@link #user} uses it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628, section 3.5</a>
 */
final class PollPace {

  private static final Duration SLOW_DOWN = Duration.ofSeconds(5);
  private static final int MAX_DOUBLINGS = 12;

  final Instant expiresAt;
  final AtomicReference<@Nullable DevicePolling> user = new AtomicReference<>();
  volatile boolean over;
  DataCenter dataCenter;
  int moves;
  private Duration gap;
  private int failures;
  private Instant from;
  private Duration pause;

  PollPace(Duration gap, Instant now, DataCenter home, Instant expiresAt) {
    this.gap = gap;
    this.from = now;
    this.pause = gap;
    this.dataCenter = home;
    this.expiresAt = expiresAt;
  }

  void asBefore(Instant now) {
    failures = 0;
    pauseFor(gap, now);
  }

  /** Makes this pause and all later ones longer. */
  void slower(Instant now) {
    gap = gap.plus(SLOW_DOWN);
    asBefore(now);
  }

  /** Doubles the pause with each failure in a row. */
  void backOff(Instant now) {
    failures = Math.min(failures + 1, MAX_DOUBLINGS);
    pauseFor(gap.multipliedBy(1L << failures), now);
  }

  void until(Instant then, Instant now) {
    pauseFor(longer(gap, Duration.between(now, then)), now);
  }

  /** Returns the rest of the pause, which does not grow if the clock is set back. */
  Duration left(Instant now) {
    Duration left = longer(Duration.ZERO, pause.minus(Duration.between(from, now)));
    return left.compareTo(pause) > 0 ? pause : left;
  }

  private void pauseFor(Duration duration, Instant now) {
    from = now;
    pause = duration;
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
