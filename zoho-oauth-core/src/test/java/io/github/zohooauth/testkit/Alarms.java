package io.github.zohooauth.testkit;

import io.github.zohooauth.client.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Running time in nanoseconds that stands still until it is moved, and what waits for it. */
final class Alarms {

  /** A moment that somebody waits for; a deadline that no test waits for has no pause. */
  private record Alarm(
      long at, long number, @Nullable Duration pause, CompletableFuture<@Nullable Void> end)
      implements Comparable<Alarm> {

    @Override
    public int compareTo(Alarm other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  /** Longer than any pause. */
  static final Duration ANY = Duration.ofDays(1);

  private final TreeSet<Alarm> alarms = new TreeSet<>();
  private long count;
  private volatile long now;

  long now() {
    return now;
  }

  /** Returns what completes after this duration. It may be cancelled. */
  synchronized CompletableFuture<@Nullable Void> set(Duration after, @Nullable Duration pause) {
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    Alarm alarm = new Alarm(now + after.toNanos(), count++, pause, end);
    alarms.add(alarm);
    CompletableFuture<?> unused = end.whenComplete((result, failure) -> remove(alarm));
    notifyAll();
    return end;
  }

  private synchronized void remove(Alarm alarm) {
    alarms.remove(alarm);
    notifyAll();
  }

  /** Moves to the next moment that is waited for, at most this one, and returns what ends then. */
  synchronized List<CompletableFuture<@Nullable Void>> next(long until) {
    List<CompletableFuture<@Nullable Void>> ends = new ArrayList<>();
    while (!alarms.isEmpty() && alarms.first().at <= (ends.isEmpty() ? until : now)) {
      Alarm next = alarms.first();
      alarms.remove(next);
      if (!next.end.isDone()) {
        moveTo(next.at);
        ends.add(next.end);
      }
    }
    return ends;
  }

  /** Moves to this moment, but never back. */
  synchronized void moveTo(long moment) {
    now = Math.max(now, moment);
  }

  /** How much is left of each pause that is this long at most, shortest first. */
  synchronized List<Duration> pauses(Duration longest) {
    return alarms.stream()
        .filter(alarm -> alarm.pause != null && alarm.pause.compareTo(longest) <= 0)
        .filter(alarm -> !alarm.end.isDone())
        .map(alarm -> Duration.ofNanos(alarm.at - now))
        .toList();
  }

  /** Waits until this holds. */
  synchronized void await(BooleanSupplier condition) throws Exception {
    long deadline = System.nanoTime() + Scene.HANG_GUARD.toNanos();
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new TimeoutException("nothing pauses, and nothing ends");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Waits for a pause or the end of the work; returns what is left of the shortest pause. */
  synchronized Optional<Duration> awaitPause(CompletableFuture<?> work) throws Exception {
    work.whenComplete((result, failure) -> wake());
    while (!work.isDone()) {
      await(() -> work.isDone() || !pauses(ANY).isEmpty());
      Optional<Duration> next = pauses(ANY).stream().findFirst();
      if (next.isPresent()) { // it may have ended since the look above
        return next;
      }
    }
    return Optional.empty();
  }

  private synchronized void wake() {
    notifyAll();
  }
}
