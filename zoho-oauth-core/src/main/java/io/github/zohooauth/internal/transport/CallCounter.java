package io.github.zohooauth.internal.transport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * When one renewal or exchange sent its requests, each of which counts against Zoho's limit.
 * Thread-safe.
 */
public final class CallCounter {

  private final InstantSource clock;
  private final int most;
  private final List<Instant> times = new ArrayList<>();
  private boolean ended;

  public CallCounter(InstantSource clock) {
    this(clock, Integer.MAX_VALUE);
  }

  /**
   * Makes one for so many requests, repeats included.
   *
   * @param most after how many a lost request is not repeated; the first is always sent
   */
  public CallCounter(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** Whether there is room for a repeat. */
  synchronized boolean isOneLeft() {
    return times.size() < most;
  }

  /**
   * Counts a request that is about to be sent.
   *
   * @return false if it must not be sent, because the attempt has ended, and its calls are counted
   */
  boolean sent() {
    return sent(clock.instant());
  }

  private synchronized boolean sent(Instant now) {
    if (!ended) {
      times.add(now);
    }
    return !ended;
  }

  /** Takes back the last one, which did not reach the accounts server. */
  synchronized void notSent() {
    if (!ended && !times.isEmpty()) {
      times.remove(times.size() - 1);
    }
  }

  /** Lets nothing be sent any more. */
  public synchronized void end() {
    ended = true;
  }

  public List<Instant> times() {
    return times(0);
  }

  /** Those after the first ones. */
  public synchronized List<Instant> times(int after) {
    return List.copyOf(times.subList(Math.min(after, times.size()), times.size()));
  }
}
