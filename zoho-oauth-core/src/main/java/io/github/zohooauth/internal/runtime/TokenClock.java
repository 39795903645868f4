package io.github.zohooauth.internal.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The client's clock.
 *
 * <p>{@link #instant} is the wall clock: what is written to the store and what other hosts read.
 * {@link #elapsed} is the time since the client was built. It includes time during which the
 * machine was asleep, and it never runs backwards, so the deadlines of tokens use it. Android calls
 * this {@code elapsedRealtime}, Linux {@code CLOCK_BOOTTIME}. Java has neither, so it is computed
 * from the wall clock and running time: each reading adds the larger advance of the two. {@link
 * #running} is running time, which stands still while the machine sleeps. Limits of callers use it,
 * so that a corrected wall clock ends no wait.
 *
 * <p>Values of {@code elapsed} and {@code running} are nanoseconds. Compare them by their
 * difference, as with {@link System#nanoTime}. Thread-safe.
 */
public final class TokenClock implements InstantSource {

  private static final long CROSS_CHECK = TimeUnit.SECONDS.toNanos(1);

  /** Limits a jump of the wall clock, so that differences do not overflow. */
  private static final Duration LONGEST_JUMP = Duration.ofDays(36_500);

  /** How long a jump of the wall clock is remembered: as long as Zoho counts calls. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /** The smallest difference between the advances of the two clocks that counts as a jump. */
  private static final Duration DRIFT = Duration.ofSeconds(5);

  private record Reading(Instant wall, long running, long elapsed) {

    Reading next(Instant wallNow, long runningNow) {
      long byWall = nanos(Duration.between(wall, wallNow));
      long advance = Math.max(0, Math.max(byWall, runningNow - running));
      return new Reading(wallNow, runningNow, elapsed + advance);
    }
  }

  /** A jump of the wall clock against running time, and when it was seen in running time. */
  private record Jump(Duration by, long seenAt) {}

  /** The recent jumps up to this reading of both clocks, the latest first. */
  private record Jumps(Instant wall, long running, List<Jump> recent) {

    Jumps next(Instant wallNow, long runningNow) {
      Duration by = Duration.between(wall, wallNow).minusNanos(runningNow - running);
      List<Jump> next = new ArrayList<>();
      if (by.abs().compareTo(DRIFT) > 0) {
        next.add(new Jump(by, runningNow));
      }
      for (Jump jump : recent) {
        if (runningNow - jump.seenAt < REMEMBERED.toNanos()) {
          next.add(jump);
        }
      }
      return new Jumps(wallNow, runningNow, next);
    }
  }

  private final InstantSource wall;
  private final LongSupplier running;
  private final AtomicReference<Reading> last;
  private final AtomicReference<Jumps> jumps;

  /** Makes a clock of these two; running time is in nanoseconds. */
  public TokenClock(InstantSource wall, LongSupplier running) {
    this.wall = wall;
    this.running = running;
    Instant now = wall.instant();
    long ticks = running.getAsLong();
    this.last = new AtomicReference<>(new Reading(now, ticks, 0));
    this.jumps = new AtomicReference<>(new Jumps(now, ticks, List.of()));
  }

  /** Returns whether it is the system clock, in any time zone. */
  public static boolean isSystem(InstantSource clock) {
    return clock.equals(InstantSource.system())
        || (clock instanceof Clock zoned
            && zoned.withZone(ZoneOffset.UTC).equals(Clock.systemUTC()));
  }

  /** Makes a clock of the wall clock alone, which an application has given. */
  public static TokenClock of(InstantSource wall) {
    Instant start = wall.instant();
    return new TokenClock(wall, () -> nanos(Duration.between(start, wall.instant())));
  }

  @Override
  public Instant instant() {
    return wall.instant();
  }

  /** Returns elapsed time. It reads running time, and the wall clock once a second. */
  public long elapsed() {
    Reading reading = last.get();
    long since = running.getAsLong() - reading.running;
    return since >= 0 && since < CROSS_CHECK ? reading.elapsed + since : elapsedExact();
  }

  /** Returns elapsed time by both clocks. It sees a sleep that has just ended. */
  public long elapsedExact() {
    return last.updateAndGet(before -> before.next(wall.instant(), running.getAsLong())).elapsed;
  }

  /**
   * Returns the sums of the latest jumps of the wall clock within ten minutes: of the latest jump,
   * of the latest two, and so on. The clock jumps if it is set, and if the machine sleeps. With the
   * sums, recent token calls do not seem old if the clock was set forward.
   */
  public List<Duration> jumps() {
    List<Duration> sums = new ArrayList<>();
    Duration sum = Duration.ZERO;
    Jumps now = jumps.updateAndGet(before -> before.next(wall.instant(), running.getAsLong()));
    for (Jump jump : now.recent) {
      sum = sum.plus(jump.by);
      sums.add(sum);
    }
    return sums;
  }

  public long running() {
    return running.getAsLong();
  }

  public Duration since(long begun) {
    return Duration.ofNanos(running() - begun);
  }

  /** Returns a duration in nanoseconds, which is at most a century in either direction. */
  public static long nanos(Duration duration) {
    if (duration.abs().compareTo(LONGEST_JUMP) > 0) {
      return duration.isNegative() ? -LONGEST_JUMP.toNanos() : LONGEST_JUMP.toNanos();
    }
    return duration.toNanos();
  }
}
