package io.github.zohooauth.internal.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the failures of one accounts server how many renewals may call it at a time.
 *
 * <p>It closes after five failures in a row. Then one call at a time, the probe, finds out whether
 * the server works again. The pause before the next probe is a random part of 1 s, 2 s, 4 s, ... up
 * to {@link #LONGEST_PAUSE}. After the first success one renewal may call at a time, and each
 * further success allows one more, so their number doubles from round to round. Meanwhile as many
 * failures in a row close it as calls were allowed, but at most five.
 *
 * <p>Not thread-safe: {@link AccountsServer} guards it.
 */
final class ServerGate {

  /** A time by both readings of the client's clock. */
  record Moment(long elapsed, Instant now) {
    static final Moment NONE = new Moment(0, Instant.EPOCH);
  }

  static final int FAILURES = 5;
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final int bound;
  private final DoubleSupplier chance;

  /** How many renewals may call at a time. It is 0 while the gate is closed. */
  private int limit;

  /** Changes when the gate opens or closes. A failure of an earlier call then says nothing new. */
  private int epoch;

  private int failures;
  private int pauses;
  private long probeAt;
  private @Nullable Instant failingSince;

  /**
   * Makes an open gate.
   *
   * @param bound the number of calls at a time
   * @param chance returns random numbers from 0 to 1
   */
  ServerGate(int bound, DoubleSupplier chance) {
    this.bound = bound;
    this.chance = chance;
    this.limit = bound;
  }

  int limit() {
    return limit;
  }

  boolean isUnlimited() {
    return limit == bound;
  }

  boolean isClosed() {
    return limit == 0;
  }

  int epoch() {
    return epoch;
  }

  /** Returns when the next probe may pass, in elapsed time. */
  long probeAt() {
    return probeAt;
  }

  /** Returns the time of the first failure since the latest success; null after a success. */
  @Nullable Instant failingSince() {
    return failingSince;
  }

  boolean isProbeDue(long elapsed) {
    return elapsed - probeAt >= 0;
  }

  /**
   * Opens the gate for one call at a time if no call has asked since a probe was long due. What was
   * learned before is too old to refuse a call. If this one fails, the pauses begin anew at 1 s.
   */
  void admitOneIfOverdue(long elapsed) {
    if (isClosed() && elapsed - probeAt >= LONGEST_PAUSE.toNanos()) {
      limit = 1;
      pauses = 0;
      epoch++;
    }
  }

  /** Notes that the server has answered. */
  void answered() {
    failures = 0;
    pauses = 0;
    failingSince = null;
    if (isClosed()) {
      epoch++;
    }
    limit = Math.min(bound, limit + 1);
  }

  /**
   * Notes a failure of the server, and returns whether the gate has closed because of it.
   *
   * @param isProbe whether the call was the probe. While the gate is closed, others do not count
   * @param begun the epoch in which the call began
   */
  boolean failed(boolean isProbe, int begun, Moment at) {
    if (begun != epoch || (isClosed() && !isProbe)) {
      return false;
    }
    if (failingSince == null) {
      failingSince = at.now();
    }
    if (isClosed()) {
      pause(at.elapsed());
      return false;
    }
    int most = isUnlimited() ? FAILURES : Math.min(limit, FAILURES);
    if (++failures < most) {
      return false;
    }
    pause(at.elapsed());
    limit = 0;
    failures = 0;
    epoch++;
    return true;
  }

  private void pause(long elapsed) {
    long longest = Math.min(LONGEST_PAUSE.toMillis(), 1000L << Math.min(pauses, 16));
    probeAt = elapsed + Math.round(chance.getAsDouble() * Duration.ofMillis(longest).toNanos());
    pauses++;
  }
}
