package io.github.zohooauth.localzoho.internal.state;

import java.util.concurrent.atomic.AtomicInteger;

/** How many of the next token calls are turned away. Thread-safe. */
public final class Throttle {
  private final AtomicInteger left = new AtomicInteger();

  public void next(int calls) {
    left.set(calls);
  }

  /** Returns whether this call is one to turn away, and counts it. */
  public boolean turnsAway() {
    return left.getAndUpdate(calls -> Math.max(0, calls - 1)) > 0;
  }
}
