package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * Converts an instant to another clock. The result stays within the range of epoch milliseconds.
 */
public final class Shift {

  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE / 2);

  private Shift() {}

  public static Instant of(Instant instant, Duration shift) {
    Instant shifted = instant.plus(shift);
    if (shifted.isBefore(Instant.EPOCH)) {
      return Instant.EPOCH;
    }
    return shifted.isAfter(LAST) ? LAST : shifted;
  }
}
