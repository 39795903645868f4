package io.github.zohooauth.localzoho;

import java.util.concurrent.atomic.AtomicInteger;

/** How many of the next token calls are turned away. Thread-safe. */
final class Throttle {
  private final AtomicInteger left = new AtomicInteger();

  void next(int calls) {
    left.set(calls);
  }

  /** Returns whether this call is one to turn away, and counts it. */
  boolean turnsAway() {
    return left.getAndUpdate(calls -> Math.max(0, calls - 1)) > 0;
  }
}
