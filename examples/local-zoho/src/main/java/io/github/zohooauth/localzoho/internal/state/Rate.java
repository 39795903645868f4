package io.github.zohooauth.localzoho.internal.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** At most so many in any span of time, for each one they count for (9). Not thread-safe. */
final class Rate {
  static final Rate UNLIMITED = new Rate(Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO);

  private final int most;
  private final Duration span;
  private final Duration penalty;
  private final Map<Object, Deque<Instant>> counted = new HashMap<>();
  private final Map<Object, Instant> shutOutUntil = new HashMap<>();

  private Rate(int most, Duration span, Duration penalty) {
    this.most = most;
    this.span = span;
    this.penalty = penalty;
  }

  static Rate of(int most, Duration span) {
    return new Rate(most, span, Duration.ZERO);
  }

  /** Returns this rate with so long a wait after each one that is turned away. */
  Rate withPenalty(Duration wait) {
    return new Rate(most, span, wait);
  }

  /** Counts one more, and returns whether it is within the rate. */
  boolean admits(Object whose, Instant now) {
    if (most == Integer.MAX_VALUE) {
      return true;
    }
    Deque<Instant> recent = counted.computeIfAbsent(whose, absent -> new ArrayDeque<>());
    recent.removeIf(one -> !one.plus(span).isAfter(now));
    if (recent.size() >= most || now.isBefore(shutOutUntil.getOrDefault(whose, Instant.MIN))) {
      shutOutUntil.put(whose, now.plus(penalty));
      return false;
    }
    recent.addLast(now);
    return true;
  }
}
