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

  /** Makes one for so many requests at the most. */
  SentCalls(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  boolean isOneLeft() {
    return times.size() < most;
  }

  void sent() {
    times.addLast(clock.instant());
  }

  /** The last one did not leave after all: there was no connection, or none that is trusted. */
  void notSent() {
    times.pollLast();
  }

  Collection<Instant> times() {
    return times;
  }
}
