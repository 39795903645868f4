package io.github.zohooauth.testkit;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.runtime.Delayer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A clock, and pauses that end by it; it stands still until a test moves it. Thread-safe. */
public final class SteppedTime implements InstantSource, Delayer {

  /** The end of a pause or of a deadline; a deadline that no test waits for has no pause. */
  private record Alarm(
      Instant at, @Nullable Duration pause, CompletableFuture<@Nullable Void> end) {

    boolean isPause(Duration longest) {
      return pause != null && pause.compareTo(longest) <= 0;
    }
  }

  /** Pauses that end at once, and deadlines that never come. */
  @SuppressWarnings("NullAway") // does not see the interface's annotation in its class file
  public static final Delayer HURRIED =
      duration -> {
        CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
        if (duration.compareTo(Duration.ofSeconds(5)) < 0) {
          end.complete(null);
        }
        return end;
      };

  /** A caller's timeout in tests. No test waits for a deadline that is as long, or longer. */
  public static final Duration PATIENCE = Duration.ofSeconds(18);

  private static final Duration ANY = Duration.ofDays(1);

  private final List<Alarm> alarms = new ArrayList<>();
  private Instant now = Scene.NOW;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  @SuppressWarnings("NullAway") // does not see the interface's annotation in its class file
  public CompletableFuture<@Nullable Void> pause(Duration duration) {
    return alarm(duration, duration);
  }

  private synchronized CompletableFuture<@Nullable Void> alarm(
      Duration duration, @Nullable Duration pause) {
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    alarms.add(new Alarm(now.plus(duration), pause, end));
    notifyAll();
    return end;
  }

  /** A deadline comes by this clock, too. */
  @Override
  public <T> CompletableFuture<T> limit(CompletableFuture<T> work, Duration duration) {
    Duration pause = duration.compareTo(PATIENCE) < 0 ? duration : null;
    CompletableFuture<@Nullable Void> deadline = alarm(duration, pause);
    CompletableFuture<?> unused =
        deadline.thenRun(() -> work.completeExceptionally(new TimeoutException()));
    work.whenComplete((result, failure) -> deadline.cancel(false));
    return work;
  }

  /** Lets time pass, and ends each pause in its turn. */
  public void advance(Duration step) {
    Instant until = instant().plus(step);
    for (Optional<Alarm> next = next(until); next.isPresent(); next = next(until)) {
      next.get().end().complete(null);
    }
    jump(until);
  }

  /** Sets the clock, and ends no pause: as one sets a wall clock. */
  synchronized void jump(Instant to) {
    now = to;
  }

  private synchronized Optional<Alarm> next(Instant until) {
    alarms.removeIf(alarm -> alarm.end().isDone());
    Optional<Alarm> next =
        alarms.stream()
            .min(Comparator.comparing(Alarm::at))
            .filter(alarm -> !alarm.at().isAfter(until));
    next.ifPresent(
        alarm -> {
          alarms.remove(alarm);
          now = alarm.at().isAfter(now) ? alarm.at() : now;
        });
    return next;
  }

  /** Waits until somebody pauses for this long at most, and returns for how long. */
  public Duration awaitPause(Duration longest) throws Exception {
    return awaitPauses(longest, 1).get(0);
  }

  /** Waits until that many pause for this long at most. */
  public synchronized List<Duration> awaitPauses(Duration longest, int count) throws Exception {
    long deadline = System.nanoTime() + Scene.HANG_GUARD.toNanos();
    List<Duration> pauses = pauses(longest);
    while (pauses.size() < count) {
      await(deadline);
      pauses = pauses(longest);
    }
    return pauses;
  }

  /** Brings work to its end, by letting time pass whenever somebody pauses. */
  public void drive(CompletableFuture<?> work) throws Exception {
    work.whenComplete((result, failure) -> wake());
    long deadline = System.nanoTime() + Scene.HANG_GUARD.toNanos();
    while (true) {
      Duration shortest;
      synchronized (this) {
        while (!work.isDone() && pauses(ANY).isEmpty()) {
          await(deadline);
        }
        if (work.isDone()) {
          return;
        }
        shortest = Collections.min(pauses(ANY));
      }
      advance(shortest);
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  /** How long those still pause who do so for this long at most. */
  private List<Duration> pauses(Duration longest) {
    alarms.removeIf(alarm -> alarm.end().isDone());
    return alarms.stream()
        .filter(alarm -> alarm.isPause(longest))
        .map(alarm -> Duration.between(now, alarm.at()))
        .toList();
  }

  private void await(long deadline) throws Exception {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new TimeoutException("nobody pauses");
    }
    TimeUnit.NANOSECONDS.timedWait(this, left);
  }
}
