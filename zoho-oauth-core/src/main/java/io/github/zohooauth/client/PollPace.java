package io.github.zohooauth.client;

import java.time.Duration;
import java.time.Instant;

/**
 * When one device code may be polled next: it outlives a caller who leaves, so that one who comes
 * back polls no sooner. Used by one {@link DevicePolling} at a time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628, section 3.5</a>
 */
final class PollPace {

  /** The shortest pause before a poll, even if Zoho's answer says less. */
  static final Duration INTERVAL = Duration.ofSeconds(30);

  /** By how much all later pauses are longer after each {@code slow_down}. */
  private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

  private static final int MOST_DOUBLINGS = 12;

  private Duration gap;
  private int troubles;
  private Instant from;
  private Duration pause;

  /**
   * Makes one.
   *
   * @param interval that Zoho's answer asks for
   * @param shortest the shortest pause before a poll
   */
  PollPace(Duration interval, Duration shortest, Instant now) {
    this.gap = longer(interval, shortest);
    this.from = now;
    this.pause = gap;
  }

  /** After an answer in order: the same gap again. */
  void asBefore(Instant now) {
    troubles = 0;
    pauseFor(gap, now);
  }

  /** After {@code slow_down}: a longer gap, now and later. */
  void slower(Instant now) {
    gap = gap.plus(SLOW_DOWN);
    asBefore(now);
  }

  /** After no answer, or none that can be read: twice the gap, and each time twice as long. */
  void backOff(Instant now) {
    troubles = Math.min(troubles + 1, MOST_DOUBLINGS);
    pauseFor(gap.multipliedBy(1L << troubles), now);
  }

  /** After a throttle: until then, but no shorter than the gap. */
  void until(Instant then, Instant now) {
    pauseFor(longer(gap, Duration.between(now, then)), now);
  }

  /** How long to pause from now on: never longer than from the start, should the clock jump. */
  Duration left(Instant now) {
    Duration left = pause.minus(Duration.between(from, now));
    return left.isNegative() ? Duration.ZERO : left.compareTo(pause) > 0 ? pause : left;
  }

  private void pauseFor(Duration duration, Instant now) {
    from = now;
    pause = duration;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
