package io.github.zohooauth.internal.transport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the requests of one renewal or exchange, each of which counts against Zoho's limit.
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
   * Makes a counter with a limit for repeats.
   *
   * @param most the number of requests after which a lost request is not repeated
   */
  public CallCounter(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** Returns whether one more request is within the limit. */
  synchronized boolean isOneLeft() {
    return times.size() < most;
  }

  /**
   * Counts a request that is about to be sent.
   *
   * @return false if the request must not be sent, because the attempt has ended and its calls are
   *     counted
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

  /** Uncounts the last request, because it did not reach the accounts server. */
  synchronized void notSent() {
    if (!ended && !times.isEmpty()) {
      times.remove(times.size() - 1);
    }
  }

  /** Refuses all further requests. */
  public synchronized void end() {
    ended = true;
  }

  public List<Instant> times() {
    return times(0);
  }

  /** Returns the times of the requests after the first ones. */
  public synchronized List<Instant> times(int after) {
    return List.copyOf(times.subList(Math.min(after, times.size()), times.size()));
  }
}
