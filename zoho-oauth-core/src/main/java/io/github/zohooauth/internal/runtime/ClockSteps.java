package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The recent steps of the wall clock against running time.
 *
 * <p>The wall clock steps if it is set, and if the machine sleeps. With the steps, recent token
 * calls do not seem old if the clock was set forward. Thread-safe.
 */
public final class ClockSteps {

  /** The smallest difference between two readings that counts as a step. */
  private static final Duration DRIFT = Duration.ofSeconds(5);

  private record Step(Duration by, long ticks) {}

  private record Look(Instant wall, long ticks, List<Step> steps) {

    Look next(Instant wallNow, long ticksNow, Duration remembered) {
      Duration by = Duration.between(wall, wallNow).minusNanos(ticksNow - ticks);
      boolean stepped = by.abs().compareTo(DRIFT) > 0;
      if (!stepped && steps.isEmpty()) {
        return new Look(wallNow, ticksNow, steps);
      }
      List<Step> recent = new ArrayList<>();
      if (stepped) {
        recent.add(new Step(by, ticksNow));
      }
      steps.stream()
          .filter(step -> ticksNow - step.ticks() < remembered.toNanos())
          .forEach(recent::add);
      return new Look(wallNow, ticksNow, recent);
    }
  }

  private final InstantSource clock;
  private final Ticks ticks;
  private final Duration remembered;
  private final AtomicReference<Look> last;

  /** Remembers steps for this much running time. */
  public ClockSteps(InstantSource clock, Ticks ticks, Duration remembered) {
    this.clock = clock;
    this.ticks = ticks;
    this.remembered = remembered;
    this.last = new AtomicReference<>(new Look(clock.instant(), ticks.now(), List.of()));
  }

  /**
   * Returns how far the wall clock is ahead because of its latest step, its latest two steps, and
   * so on.
   */
  public List<Duration> latest() {
    Look look = last.updateAndGet(before -> before.next(clock.instant(), ticks.now(), remembered));
    List<Duration> sums = new ArrayList<>();
    Duration sum = Duration.ZERO;
    for (Step step : look.steps()) {
      sum = sum.plus(step.by());
      sums.add(sum);
    }
    return sums;
  }
}
