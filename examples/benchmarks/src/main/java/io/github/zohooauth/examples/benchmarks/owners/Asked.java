package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.library.ManyOwners;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * The result of owners that were asked for at once.
 *
 * @param first milliseconds until the first owner was served
 * @param last milliseconds until the last owner was served
 */
record Asked(long notServed, double first, double last) {

  /** The time beyond the callers' patience after which a library has forgotten a caller. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);

  /** Asks for these owners at once, and waits for all of them. */
  static Asked all(ManyOwners many, int from, int to, Burst burst) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(to - from);
    LongAdder served = new LongAdder();
    LongAccumulator first = new LongAccumulator(Math::min, Long.MAX_VALUE);
    LongAccumulator last = new LongAccumulator(Math::max, 0);
    Failures failures = new Failures();
    long begun = System.nanoTime();
    for (int owner = from; owner < to; owner++) {
      many.token(owner)
          .whenComplete(
              (token, failure) -> {
                long took = System.nanoTime() - begun;
                if (failure == null) {
                  served.increment();
                  first.accumulate(took);
                  last.accumulate(took);
                } else {
                  failures.add(failure);
                }
                left.countDown();
              });
    }
    Duration longest = burst.patience().plus(FORGOTTEN);
    boolean unused = left.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    failures.print();
    long notServed = to - from - served.sum();
    double never = Double.POSITIVE_INFINITY;
    return new Asked(
        notServed,
        served.sum() == 0 ? never : first.get() / 1e6,
        notServed > 0 ? never : last.get() / 1e6);
  }
}
