package io.github.zohooauth.testkit;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.localzoho.LocalClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still while anybody is busy, and passes at once when all wait: it moves Zoho's
 * clock, the wall clock and the running time of one machine. Thread-safe.
 *
 * <p>The wall clock may be set, and the machine may sleep, which stops its running time.
 */
public final class QuietTime implements Delayer, InstantSource {

  private record Alarm(long at, long number, CompletableFuture<@Nullable Void> end)
      implements Comparable<Alarm> {

    @Override
    public int compareTo(Alarm other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  private final LocalClock truth;
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private long alarmsSet;
  private int busy;
  private volatile long running;
  private volatile Duration wallIsOff = Duration.ZERO;
  private final List<Instant> upsets = new CopyOnWriteArrayList<>();

  public QuietTime(LocalClock truth) {
    this.truth = truth;
  }

  /** The wall clock of the machine. */
  @Override
  public Instant instant() {
    return truth.instant().plus(wallIsOff);
  }

  public Instant truth() {
    return truth.instant();
  }

  /** Running time in nanoseconds. */
  public long running() {
    return running;
  }

  /** Lets time pass while nobody waits for any of it. */
  public synchronized void advance(Duration duration) {
    truth.advance(duration);
    running += duration.toNanos();
  }

  void setWallClock(Duration off) {
    wallIsOff = off;
    upsets.add(truth());
  }

  void sleepOfMachine(Duration sleep) {
    truth.advance(sleep);
    upsets.add(truth());
  }

  /** Whether the wall clock was set, or the machine awoke, between these moments of truth. */
  boolean wasUpset(Instant from, Instant to) {
    return upsets.stream().anyMatch(upset -> !upset.isBefore(from) && !upset.isAfter(to));
  }

  /** Somebody is busy. */
  public synchronized void begin() {
    busy++;
  }

  /** Somebody is no longer. */
  public synchronized void end() {
    busy--;
    if (busy == 0) {
      notifyAll();
    }
  }

  public synchronized boolean isBusy() {
    return busy > 0;
  }

  /** Hands work on, and is busy until it is done. */
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
  @SuppressWarnings("NullAway") // does not see the interface's annotation in its class file
  public CompletableFuture<@Nullable Void> pause(Duration duration) {
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    synchronized (this) {
      alarms.add(new Alarm(running + duration.toNanos(), alarmsSet++, end));
    }
    return end;
  }

  @Override
  public <T> CompletableFuture<T> limit(CompletableFuture<T> work, Duration duration) {
    CompletableFuture<@Nullable Void> deadline = pause(duration);
    CompletableFuture<?> unused =
        deadline.thenRun(() -> work.completeExceptionally(new TimeoutException()));
    work.whenComplete((result, failure) -> deadline.cancel(false));
    return work;
  }

  @Override
  public <T> T await(CompletableFuture<T> work, Duration duration)
      throws InterruptedException, ExecutionException, TimeoutException {
    return await(limit(work.copy(), duration));
  }

  /** Waits on a busy thread, which is not busy meanwhile. */
  <T extends @Nullable Object> T await(CompletableFuture<T> work)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<T> awake = work.whenComplete((result, failure) -> begin());
    end();
    return awake.get();
  }

  /**
   * Waits until nobody is busy, and lets time pass up to the next moment that is waited for.
   *
   * @return false if there is none
   */
  public boolean pass() throws InterruptedException {
    List<Alarm> due = due();
    due.forEach(alarm -> alarm.end().complete(null));
    return !due.isEmpty();
  }

  private synchronized List<Alarm> due() throws InterruptedException {
    long deadline = System.nanoTime() + Scene.HANG_GUARD.toNanos();
    while (busy > 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(busy + " are busy, and do not come to an end");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    List<Alarm> due = new ArrayList<>();
    while (!alarms.isEmpty() && (due.isEmpty() || alarms.peek().at() == running)) {
      Alarm next = alarms.remove();
      if (!next.end().isDone()) {
        truth.advance(Duration.ofNanos(next.at() - running));
        running = next.at();
        due.add(next);
      }
    }
    return due;
  }
}
