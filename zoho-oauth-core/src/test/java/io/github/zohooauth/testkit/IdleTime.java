package io.github.zohooauth.testkit;

import io.github.zohooauth.client.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Time that moves on by itself as soon as all threads of the client only wait.
 *
 * <p>If a test counts the threads that work, time stands still while one of them is busy, and
 * {@link #pass} moves it to the next end of a pause or deadline.
 *
 * <p>If it counts none, each pause is the sign that all wait, and passes at once. Deadlines are
 * then those of real time, because the work that they limit is not counted. Thread-safe.
 */
public final class IdleTime extends ManualTime {

  private final boolean isCounting;
  private int busy;

  private IdleTime(boolean isCounting, Instant start, Consumer<Instant> follower) {
    super(start, follower);
    this.isCounting = isCounting;
  }

  /** Time for threads that are not counted, from {@link Scene#NOW} on. */
  public IdleTime() {
    this(Scene.NOW, now -> {});
  }

  /** Time for threads that are not counted; it tells the follower each moment it moves to. */
  public IdleTime(Instant start, Consumer<Instant> follower) {
    this(false, start, follower);
  }

  /** Time for threads that are counted; it tells the follower each moment it moves to. */
  public static IdleTime counting(Instant start, Consumer<Instant> follower) {
    return new IdleTime(true, start, follower);
  }

  /** Counts one more who is busy. */
  public synchronized void begin() {
    busy++;
  }

  /** Counts one less who is busy. */
  public synchronized void end() {
    busy--;
    if (busy == 0) {
      notifyAll();
    }
  }

  public synchronized boolean isBusy() {
    return busy > 0;
  }

  /** Returns threads that count as busy from the moment that they are given work. */
  public Executor counting(Executor threads) {
    return work -> {
      begin();
      threads.execute(
          () -> {
            try {
              work.run();
            } finally {
              end();
            }
          });
    };
  }

  @Override
  public CompletableFuture<@Nullable Void> pause(Duration duration) {
    CompletableFuture<@Nullable Void> end = super.pause(duration);
    while (!isCounting && !end.isDone() && endNext(Long.MAX_VALUE)) {}
    return end;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> limit(
      CompletableFuture<T> work, Duration duration) {
    return isCounting
        ? super.limit(work, duration)
        : work.orTimeout(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public <T> T await(CompletableFuture<T> work, Duration duration)
      throws InterruptedException, ExecutionException, TimeoutException {
    return isCounting
        ? await(limit(work.copy(), duration))
        : work.get(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits on a thread that is counted, and is not busy meanwhile. */
  <T extends @Nullable Object> T await(CompletableFuture<T> work)
      throws InterruptedException, ExecutionException {
    CompletableFuture<T> awake = work.whenComplete((result, failure) -> begin());
    end();
    return awake.get();
  }

  /** Lets a counted thread wait until this much time has passed. */
  public void sleep(Duration duration) throws InterruptedException, ExecutionException {
    await(pause(duration));
  }

  /**
   * Waits until all that are counted wait, and passes to the next alarm; false if there is none.
   */
  public boolean pass() throws InterruptedException {
    awaitIdle();
    return endNext(Long.MAX_VALUE);
  }

  private synchronized void awaitIdle() throws InterruptedException {
    long deadline = System.nanoTime() + Scene.HANG_GUARD.toNanos();
    while (busy > 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(busy + " are busy, and do not come to an end");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
