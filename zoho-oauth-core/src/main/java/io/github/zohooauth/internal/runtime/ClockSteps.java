package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The recent steps of the wall clock against running time.
 *
 * <p>The wall clock steps if it is set, and if the machine sleeps. With the steps, recent token
 * calls do not seem old if the clock was set forward. Thread-safe.
 */
final class ClockSteps {

  /** The smallest difference between two readings that counts as a step. */
  private static final Duration DRIFT = Duration.ofSeconds(5);

  private record Step(Duration by, long running) {}

  private record Look(Instant wall, long running, List<Step> steps) {

    Look next(Instant wallNow, long runningNow, Duration remembered) {
      Duration by = Duration.between(wall, wallNow).minusNanos(runningNow - running);
      boolean stepped = by.abs().compareTo(DRIFT) > 0;
      if (!stepped && steps.isEmpty()) {
        return new Look(wallNow, runningNow, steps);
      }
      List<Step> recent = new ArrayList<>();
      if (stepped) {
        recent.add(new Step(by, runningNow));
      }
      steps.stream()
          .filter(step -> runningNow - step.running() < remembered.toNanos())
          .forEach(recent::add);
      return new Look(wallNow, runningNow, recent);
    }
  }

  private final InstantSource clock;
  private final LongSupplier running;
  private final Duration remembered;
  private final AtomicReference<Look> last;

  /** Remembers steps for this much running time. */
  ClockSteps(InstantSource clock, LongSupplier running, Duration remembered) {
    this.clock = clock;
    this.running = running;
    this.remembered = remembered;
    this.last = new AtomicReference<>(new Look(clock.instant(), running.getAsLong(), List.of()));
  }

  /**
   * Returns how far the wall clock is ahead because of its latest step, its latest two steps, and
   * so on.
   */
  List<Duration> latest() {
    Look look =
        last.updateAndGet(before -> before.next(clock.instant(), running.getAsLong(), remembered));
    List<Duration> sums = new ArrayList<>();
    Duration sum = Duration.ZERO;
    for (Step step : look.steps()) {
      sum = sum.plus(step.by());
      sums.add(sum);
    }
    return sums;
  }
}
