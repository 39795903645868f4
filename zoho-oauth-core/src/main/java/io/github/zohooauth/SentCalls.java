package io.github.zohooauth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** When one renewal or exchange sent its requests, each of which counts against Zoho's limit. */
final class SentCalls {

  private final InstantSource clock;
  private final int most;
  private final Deque<Instant> times = new ConcurrentLinkedDeque<>();

  SentCalls(InstantSource clock) {
    this(clock, Integer.MAX_VALUE);
  }

  /**
   * Makes one for so many requests, repeats included.
   *
   * @param most after how many a lost request is not repeated; the first is always sent
   */
  SentCalls(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** Whether there is room for a repeat. */
  boolean isOneLeft() {
    return times.size() < most;
  }

  void sent() {
    times.addLast(clock.instant());
  }

  /** Takes back the last one, which did not reach the accounts server. */
  void notSent() {
    times.pollLast();
  }

  Collection<Instant> times() {
    return times;
  }
}
