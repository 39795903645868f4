package io.github.zohooauth.examples.benchmarks.owners;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that runs this many times as fast as the running time of the JVM.
 *
 * @param begun running time at the start
 */
record FastClock(Instant start, long begun, int speed) implements InstantSource {

  static FastClock start(int speed) {
    return new FastClock(Instant.now(), System.nanoTime(), speed);
  }

  @Override
  public Instant instant() {
    return start.plusNanos((System.nanoTime() - begun) * speed);
  }

  /** Returns how long that takes. */
  Duration real(Duration byThisClock) {
    return byThisClock.dividedBy(speed);
  }
}
