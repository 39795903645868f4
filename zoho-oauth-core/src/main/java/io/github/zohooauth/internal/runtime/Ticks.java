package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * A source of running time in nanoseconds, with an arbitrary start.
 *
 * <p>Unlike the wall clock it cannot be set, but it stands still while the machine sleeps.
 */
@FunctionalInterface
public interface Ticks {

  /** The JVM's running time. */
  Ticks REAL = System::nanoTime;

  /** Returns the running time by the application's clock, which is then the only clock. */
  static Ticks of(InstantSource clock) {
    return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  long now();

  default Duration since(long begun) {
    return Duration.ofNanos(now() - begun);
  }
}
