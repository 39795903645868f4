package io.github.zohooauth.internal.transport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Counts the requests of one renewal or exchange, as Zoho does. Thread-safe. */
public final class CallCounter {

  private final InstantSource clock;
  private final int limit;
  private final List<Instant> times = new ArrayList<>();
  private boolean ended;
  private boolean refused;

  public CallCounter(InstantSource clock) {
    this(clock, Integer.MAX_VALUE);
  }

  /** After {@code limit} requests, a lost request is not repeated. */
  public CallCounter(InstantSource clock, int limit) {
    this.clock = clock;
    this.limit = limit;
  }

  Instant now() {
    return clock.instant();
  }

  synchronized boolean mayRepeat() {
    return times.size() < limit;
  }

  /** Counts a request, and returns false if it must not be sent because the attempt has ended. */
  synchronized boolean count(Instant now) {
    if (!ended) {
      times.add(now);
    }
    return !ended;
  }

  /** Uncounts the last requests, because they did not reach the accounts server. */
  synchronized void uncount(int last) {
    if (!ended) {
      times.subList(Math.max(0, times.size() - last), times.size()).clear();
    }
  }

  public synchronized void end() {
    ended = true;
  }

  public synchronized boolean isEnded() {
    return ended;
  }

  /** Notes that the gate of the accounts server has refused a request, which was not sent. */
  public synchronized void noteClosedGate() {
    refused = true;
  }

  /** Returns whether nothing was sent because the gate of the accounts server was closed. */
  public synchronized boolean isStoppedByGate() {
    return refused && times.isEmpty();
  }

  public List<Instant> times() {
    return times(0);
  }

  /** Returns the times of the requests after the first ones. */
  public synchronized List<Instant> times(int after) {
    return List.copyOf(times.subList(Math.min(after, times.size()), times.size()));
  }
}
