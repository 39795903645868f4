package io.github.zohooauth.internal.transport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Counts the requests of one renewal or exchange, as Zoho does. Thread-safe. */
public final class CallCounter {

  private final InstantSource clock;
  private final int limit;
  private final int budget;
  private final List<Instant> times = new ArrayList<>();
  private boolean ended;
  private boolean refused;
  private boolean ofSecret;

  public CallCounter(InstantSource clock) {
    this(clock, Integer.MAX_VALUE);
  }

  /** After {@code limit} requests, a lost request is not repeated. */
  public CallCounter(InstantSource clock, int limit) {
    this(clock, limit, Integer.MAX_VALUE);
  }

  /** After {@code limit} requests, a lost request is not repeated. The budget is all requests. */
  public CallCounter(InstantSource clock, int limit, int budget) {
    this.clock = clock;
    this.limit = limit;
    this.budget = budget;
  }

  Instant now() {
    return clock.instant();
  }

  /** Returns whether a request that may not help fits in, beside the last quarter of a budget. */
  public synchronized boolean mayRepeat() {
    return times.size() < limit;
  }

  /** Returns whether one more request fits into the budget. */
  public synchronized boolean hasRoom() {
    return times.size() < budget;
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

  /** Notes that the supplied client secret was missing, or that Zoho has refused it. */
  public synchronized void noteSecret() {
    ofSecret = true;
  }

  /** Returns whether the failure is that of the supplied secret, which may change at any time. */
  public synchronized boolean isOfSecret() {
    return ofSecret;
  }

  /** Returns whether nothing was sent because of a closed gate or of the supplied secret. */
  public synchronized boolean isStopped() {
    return (refused || ofSecret) && times.isEmpty();
  }

  public List<Instant> times() {
    return times(0);
  }

  /** Returns the times of the requests after the first ones. */
  public synchronized List<Instant> times(int after) {
    return List.copyOf(times.subList(Math.min(after, times.size()), times.size()));
  }
}
