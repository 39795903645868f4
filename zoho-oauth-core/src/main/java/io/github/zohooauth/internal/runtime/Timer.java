package io.github.zohooauth.internal.runtime;

import java.time.Duration;
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
 * Pauses and deadlines by a thread of the client's own, which is gone when nobody waits: the timer
 * that all of a JVM share would keep the class loader of whoever was the first to use it.
 * Thread-safe.
 *
 * <p>Nearly all work ends long before its deadline, so most deadlines come and go without waking
 * the thread: it looks once a second while there are any, and sooner for what is due sooner.
 */
public final class Timer implements Delayer {

  private static final int IDLE_SECONDS = 5;
  private static final long NAP = TimeUnit.SECONDS.toNanos(1);
  private static final long NEVER = Long.MAX_VALUE;

  private final ScheduledThreadPoolExecutor thread;
  private final ConcurrentNavigableMap<Long, Runnable> alarms = new ConcurrentSkipListMap<>();
  private final long begun = System.nanoTime();

  /** No lock guards it, because an {@link Error} in a caller's thread might keep that. */
  private final AtomicLong wakesAt = new AtomicLong(NEVER);

  Timer(ThreadFactory threads) {
    thread = new ScheduledThreadPoolExecutor(1, threads);
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
  }

  @Override
  @SuppressWarnings("NullAway") // does not see the interface's annotation
  public CompletableFuture<@Nullable Void> pause(Duration duration) {
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    ring(duration, end, () -> end.complete(null));
    return end;
  }

  @Override
  public <T> CompletableFuture<T> limit(CompletableFuture<T> work, Duration duration) {
    if (!work.isDone()) {
      ring(duration, work, () -> work.completeExceptionally(new TimeoutException()));
    }
    return work;
  }

  /** Takes this work for under way until it ends, but for no longer than a minute. */
  public void keep(CompletableFuture<?> work) {
    if (!work.isDone()) {
      ring(Duration.ofMinutes(1), work, () -> {});
    }
  }

  /** Keeps its thread for what is still under way, and no longer. */
  void close() {
    thread.setKeepAliveTime(100, TimeUnit.MILLISECONDS);
  }

  /** Does this when nothing is under way, and not before what just begins can be seen here. */
  void atTheEnd(Runnable last) {
    thread.schedule(
        () -> {
          if (alarms.isEmpty()) {
            last.run();
          } else {
            atTheEnd(last);
          }
        },
        NAP,
        TimeUnit.NANOSECONDS);
  }

  private void ring(Duration after, CompletableFuture<?> unless, Runnable alarm) {
    long due = now() + after.toNanos();
    while (alarms.putIfAbsent(due, alarm) != null) {
      due++; // one nanosecond, one alarm
    }
    long at = due;
    unless.whenComplete((result, failure) -> alarms.remove(at, alarm));
    wakeFor(at);
  }

  /**
   * Has the thread look at this moment, or earlier. An {@link Error} may have lost the look that is
   * due: then it is late, and does not count.
   */
  private void wakeFor(long due) {
    long now = now();
    long at = now + Math.max(0, Math.min(due - now, NAP));
    long next = wakesAt.get();
    boolean comes = next <= at && next > now - NAP;
    if (!comes && wakesAt.compareAndSet(next, at)) {
      try {
        thread.schedule(() -> wake(at), at - now, TimeUnit.NANOSECONDS);
      } catch (Throwable e) { // there may be no thread left to be had
        wakesAt.compareAndSet(at, next);
        throw e;
      }
    } else if (!comes) {
      wakeFor(due);
    }
  }

  private void wake(long at) {
    if (!wakesAt.compareAndSet(at, NEVER)) {
      return; // an earlier look took its place
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
