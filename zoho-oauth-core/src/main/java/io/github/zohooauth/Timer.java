package io.github.zohooauth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Pauses and deadlines by a thread of the client's own, which is gone when nobody waits: the timer
 * that all of a JVM share would keep the class loader of whoever was the first to use it.
 * Thread-safe.
 */
final class Timer implements Pauses {

  private static final int IDLE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor thread;

  Timer(ThreadFactory threads) {
    thread = new ScheduledThreadPoolExecutor(1, threads);
    thread.setRemoveOnCancelPolicy(true);
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

  /** Keeps its thread for what is still under way, and no longer. */
  void close() {
    thread.setKeepAliveTime(100, TimeUnit.MILLISECONDS);
  }

  private void ring(Duration after, CompletableFuture<?> unless, Runnable alarm) {
    Future<?> ringing = thread.schedule(alarm, after.toNanos(), TimeUnit.NANOSECONDS);
    unless.whenComplete((result, failure) -> ringing.cancel(false));
  }
}
