package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The pauses and deadlines of one client, on a thread of its own.
 *
 * <p>The thread stops when no work waits. The JVM's shared timer is not used, because it keeps the
 * class loader of its first user. Nearly all work completes long before its deadline. So the thread
 * wakes once a second while there are deadlines, and earlier only if one is due.
 *
 * <p>A pause that Zoho asked for is measured with the application's clock, if it has set one. All
 * others use the JVM's running time, so that no caller hangs if that clock stands still.
 * Thread-safe.
 */
public final class Timer implements Delayer {

  private static final int IDLE_SECONDS = 5;
  private static final long WAKE_UP = TimeUnit.SECONDS.toNanos(1);
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * The time between two readings of the application's clock, which does not say when it is set.
   */
  private static final Duration LOOK = Duration.ofMillis(10);

  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor thread;
  private final ConcurrentNavigableMap<Long, Runnable> alarms = new ConcurrentSkipListMap<>();
  private final long begun = System.nanoTime();

  /**
   * The next wake-up. It has no lock, because an {@link Error} in a caller's thread might never
   * release it.
   */
  private final AtomicLong wakesAt = new AtomicLong(NEVER);

  Timer(ThreadFactory threads, InstantSource clock) {
    this.clock = clock;
    thread = new ScheduledThreadPoolExecutor(1, threads);
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
  }

  @Override
  @SuppressWarnings("NullAway") // does not see the interface's annotation
  public CompletableFuture<@Nullable Void> pause(Duration duration) {
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    schedule(duration, end, () -> end.complete(null));
    return end;
  }

  @Override
  @SuppressWarnings("NullAway") // does not see the interface's annotation
  public CompletableFuture<@Nullable Void> pauseByClock(Duration duration) {
    if (TokenClock.isSystem(clock)) {
      return pause(duration);
    }
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
        pause(LOOK).thenRun(() -> look(until, end));
      } else {
        end.complete(null);
      }
    } catch (Throwable e) { // the clock fails, or no thread can be started
      end.completeExceptionally(e);
    }
  }

  @Override
  public <T> CompletableFuture<T> limit(CompletableFuture<T> work, Duration duration) {
    if (!work.isDone()) {
      schedule(duration, work, () -> work.completeExceptionally(new TimeoutException()));
    }
    return work;
  }

  /** Counts this work as in progress until it completes, but at most for one minute. */
  public void keep(CompletableFuture<?> work) {
    if (!work.isDone()) {
      schedule(Duration.ofMinutes(1), work, () -> {});
    }
  }

  void close() {
    thread.setKeepAliveTime(100, TimeUnit.MILLISECONDS);
  }

  /**
   * Runs the action when no work is in progress. Waits at least one second, so that work that is
   * just starting is seen.
   */
  void whenIdle(Runnable last) {
    thread.schedule(
        () -> {
          if (alarms.isEmpty()) {
            last.run();
          } else {
            whenIdle(last);
          }
        },
        WAKE_UP,
        TimeUnit.NANOSECONDS);
  }

  private void schedule(Duration after, CompletableFuture<?> unless, Runnable alarm) {
    long due = now() + after.toNanos();
    while (alarms.putIfAbsent(due, alarm) != null) {
      due++; // at most one alarm per nanosecond
    }
    long at = due;
    unless.whenComplete((result, failure) -> alarms.remove(at, alarm));
    wakeFor(at);
  }

  /**
   * Wakes the thread at this time or earlier. If an {@link Error} has lost a wake-up, it is late
   * and does not count.
   */
  private void wakeFor(long due) {
    long now = now();
    long at = now + Math.max(0, Math.min(due - now, WAKE_UP));
    long next = wakesAt.get();
    boolean comes = next <= at && next > now - WAKE_UP;
    if (!comes && wakesAt.compareAndSet(next, at)) {
      try {
        thread.schedule(() -> wake(at), at - now, TimeUnit.NANOSECONDS);
      } catch (Throwable e) { // the machine may have no thread left
        wakesAt.compareAndSet(at, next);
        throw e;
      }
    } else if (!comes) {
      wakeFor(due);
    }
  }

  private void wake(long at) {
    if (!wakesAt.compareAndSet(at, NEVER)) {
      return; // an earlier wake-up has replaced this one
    }
    try {
      for (Long due : alarms.headMap(now(), true).keySet()) {
        Runnable alarm = alarms.remove(due);
        if (alarm != null) {
          alarm.run();
        }
      }
    } finally {
      Map.Entry<Long, Runnable> next = alarms.firstEntry();
      if (next != null) {
        wakeFor(next.getKey());
      }
    }
  }

  private long now() {
    return System.nanoTime() - begun;
  }
}
