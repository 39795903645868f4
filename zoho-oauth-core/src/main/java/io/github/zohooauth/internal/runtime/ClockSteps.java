package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * By how much the wall clock stepped of late against running time, as it does when it is set, and
 * when the machine sleeps. Thread-safe.
 *
 * <p>So a clock that is set does not make token calls seem old, of which Zoho knows better.
 */
public final class ClockSteps {

  /** What drifts less between two looks is no step. */
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

  /** Remembers steps for so much running time. */
  public ClockSteps(InstantSource clock, Ticks ticks, Duration remembered) {
    this.clock = clock;
    this.ticks = ticks;
    this.remembered = remembered;
    this.last = new AtomicReference<>(new Look(clock.instant(), ticks.now(), List.of()));
  }

  /** By how much the wall clock is ahead of what it would be without its latest step, two, ... */
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
