package io.github.zohooauth.internal.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
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

  private final Delayer real;
  private final InstantSource clock;

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
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    look(clock.instant().plus(duration), end);
    return end;
  }

  private void look(Instant until, CompletableFuture<@Nullable Void> end) {
    if (end.isDone()) {
      return; // cancelled
    }
    try {
      if (clock.instant().isBefore(until)) {
        real.pause(LOOK).thenRun(() -> look(until, end));
      } else {
        end.complete(null);
      }
    } catch (Throwable e) { // the clock fails, or no thread can be started
      end.completeExceptionally(e);
    }
  }
}
