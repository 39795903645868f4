package io.github.zohooauth;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pauses and deadlines by a thread of the client's own, which is gone when nobody waits: the timer
 * that all of a JVM share would keep the class loader of whoever was the first to use it.
 * Thread-safe.
 *
 * <p>Nearly all work ends long before its deadline, so most deadlines come and go without waking
 * the thread: it looks once a second while there are any, and sooner for what is due sooner.
 */
final class Timer implements Pauses {

  private static final int IDLE_SECONDS = 5;
  private static final long NAP = TimeUnit.SECONDS.toNanos(1);

  private final ScheduledThreadPoolExecutor thread;
  private final ConcurrentNavigableMap<Long, Runnable> alarms = new ConcurrentSkipListMap<>();
  private final long begun = System.nanoTime();
  private final Lock lock = new ReentrantLock(); // a monitor would pin a virtual thread
  private boolean asleep;
  private long wakesAt;

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
  void keep(CompletableFuture<?> work) {
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

  private void wakeFor(long due) {
    lock.lock();
    try {
      long now = now();
      long nap = Math.max(0, Math.min(due - now, NAP));
      long at = now + nap;
      if (!asleep || at < wakesAt) {
        thread.schedule(() -> wake(at), nap, TimeUnit.NANOSECONDS);
        asleep = true; // not before: there may be no thread left to be had
        wakesAt = at;
      }
    } finally {
      lock.unlock();
    }
  }

  private void wake(long at) {
    if (!wakes(at)) {
      return;
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

  /** Whether this is the last that was asked for, and no earlier one took its place. */
  private boolean wakes(long at) {
    lock.lock();
    try {
      boolean wakes = asleep && wakesAt == at;
      asleep = asleep && !wakes;
      return wakes;
    } finally {
      lock.unlock();
    }
  }

  private long now() {
    return System.nanoTime() - begun;
  }
}
