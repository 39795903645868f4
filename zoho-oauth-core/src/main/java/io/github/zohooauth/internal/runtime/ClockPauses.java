package io.github.zohooauth.internal.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Measures the pauses that Zoho asked for with the application's clock.
 *
 * <p>All other pauses use the JVM's running time, so that no caller hangs if the clock stands
 * still. A clock does not notify when it is set. So it is read a hundred times a second during such
 * a pause. Thread-safe.
 */
public final class ClockPauses implements Delayer {

  private static final Duration LOOK = Duration.ofMillis(10);

  private record Alarm(Instant at, long number) implements Comparable<Alarm> {

    @Override
    public int compareTo(Alarm other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final Delayer real;
  private final InstantSource clock;
  private final AtomicLong count = new AtomicLong();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final ConcurrentNavigableMap<Alarm, CompletableFuture<@Nullable Void>> alarms =
      new ConcurrentSkipListMap<>();

  private ClockPauses(Delayer real, InstantSource clock) {
    this.real = real;
    this.clock = clock;
  }

  /** Returns pauses by this clock. For the system clock it returns {@code real}. */
  public static Delayer of(Delayer real, InstantSource clock) {
    return isSystem(clock) ? real : new ClockPauses(real, clock);
  }

  /** Returns whether it is the system clock, in any time zone. */
  public static boolean isSystem(InstantSource clock) {
    return clock.equals(InstantSource.system())
        || (clock instanceof Clock zoned
            && zoned.withZone(ZoneOffset.UTC).equals(Clock.systemUTC()));
  }

  @Override
  @SuppressWarnings("NullAway") // does not see the interface's annotation
  public CompletableFuture<@Nullable Void> pause(Duration duration) {
    return real.pause(duration);
  }

  @Override
  public <T> CompletableFuture<T> limit(CompletableFuture<T> work, Duration duration) {
    return real.limit(work, duration);
  }

  @Override
  @SuppressWarnings("NullAway") // does not see the interface's annotation
  public CompletableFuture<@Nullable Void> pauseByClock(Duration duration) {
    Alarm alarm = new Alarm(clock.instant().plus(duration), count.incrementAndGet());
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    alarms.put(alarm, end);
    end.whenComplete((passed, cancelled) -> alarms.remove(alarm));
    look();
    return end;
  }

  private void look() {
    if (alarms.isEmpty() || !looking.compareAndSet(false, true)) {
      return;
    }
    try {
      real.pause(LOOK).thenRun(this::ring);
    } catch (Throwable e) { // if no thread can be started now, the next pause tries again
      looking.set(false);
      throw e;
    }
  }

  private void ring() {
    looking.set(false);
    try {
      Instant now = clock.instant();
      for (Map.Entry<Alarm, CompletableFuture<@Nullable Void>> due = alarms.firstEntry();
          due != null && !due.getKey().at().isAfter(now);
          due = alarms.firstEntry()) {
        alarms.remove(due.getKey());
        due.getValue().complete(null);
      }
    } finally {
      look();
    }
  }
}
