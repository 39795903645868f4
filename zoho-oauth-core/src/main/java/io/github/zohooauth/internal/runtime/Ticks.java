package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Running time in nanoseconds since any one moment: unlike the wall clock nobody sets it, but it
 * stands still while the machine sleeps.
 */
@FunctionalInterface
public interface Ticks {

  /** By the JVM. */
  Ticks REAL = System::nanoTime;

  /** By a clock of the application's own, which then is the only one. */
  static Ticks of(InstantSource clock) {
    return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  long now();

  default Duration since(long begun) {
    return Duration.ofNanos(now() - begun);
  }
}
