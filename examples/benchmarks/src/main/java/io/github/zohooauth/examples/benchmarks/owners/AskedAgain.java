package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.library.ManyOwners;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;

/** Owners that are asked for again and again, each by one caller at a time. */
final class AskedAgain {

  private static final int TICK_MILLIS = 20;

  private final ManyOwners many;
  private final int from;
  private final int to;
  private final IntPredicate mustBeServed;
  private final AtomicIntegerArray waiting;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Failures failures = new Failures();
  private int next;
  private volatile Counts counts;

  /** What has happened since a moment. */
  final class Counts {

    private final long begun = System.nanoTime();
    private final AtomicIntegerArray isServed = new AtomicIntegerArray(to);
    private final LongAdder served = new LongAdder();
    private final LongAccumulator lastServed = new LongAccumulator(Math::max, 0);
    private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);
    private final LongAdder broken = new LongAdder();

    private void served(int owner, long asked) {
      long now = System.nanoTime();
      slowest.accumulate(now - asked);
      if (isServed.compareAndSet(owner, 0, 1)) {
        lastServed.accumulate(now - begun);
        served.increment();
      }
    }

    /** Returns the number of owners that were not served yet. */
    long notServed() {
      return to - from - served.sum();
    }

    /** Returns the milliseconds until the last owner was served for the first time. */
    double lastServed() {
      return lastServed.get() / 1e6;
    }

    /** Returns the milliseconds of the call that took longest, of those that were served. */
    double slowest() {
      return slowest.get() / 1e6;
    }

    /** Returns the number of failures of owners that must be served. */
    long broken() {
      return broken.sum();
    }
  }

  /**
   * Makes callers.
   *
   * @param mustBeServed whether an owner's call may not fail now
   */
  AskedAgain(ManyOwners many, int from, int to, IntPredicate mustBeServed) {
    this.many = many;
    this.from = from;
    this.to = to;
    this.mustBeServed = mustBeServed;
    this.waiting = new AtomicIntegerArray(to);
    this.next = from;
    this.counts = new Counts();
  }

  /** Starts to ask for each owner once in this time. */
  void start(Duration every) {
    double all = Math.max(1, (double) (to - from) * TICK_MILLIS / every.toMillis());
    long millis = Math.round(all * every.toMillis() / (to - from));
    timer.scheduleAtFixedRate(() -> ask((int) Math.round(all)), 0, millis, TimeUnit.MILLISECONDS);
  }

  Counts counts() {
    return counts;
  }

  /** Counts from now on. */
  Counts restart() {
    Counts now = new Counts();
    counts = now;
    return now;
  }

  private void ask(int owners) {
    for (int i = 0; i < owners; i++) {
      int owner = next;
      next = owner + 1 == to ? from : owner + 1;
      if (waiting.compareAndSet(owner, 0, 1)) {
        ask(owner, System.nanoTime());
      }
    }
  }

  private void ask(int owner, long asked) {
    many.token(owner)
        .whenComplete(
            (token, failure) -> {
              waiting.set(owner, 0);
              if (failure == null) {
                counts.served(owner, asked);
              } else {
                failed(owner, failure);
              }
            });
  }

  private void failed(int owner, Throwable failure) {
    if (mustBeServed.test(owner)) {
      counts.broken.increment();
      failures.add(failure);
    }
  }

  void stop() {
    timer.shutdownNow();
    failures.print();
  }
}
