package io.github.zohooauth.examples.benchmarks.owners;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** What the processes that measure do alike. */
final class ThisProcess {

  private ThisProcess() {}

  static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
    }
  }

  /** Prints the numbers for the parent, and ends this process even if owners still wait. */
  static void end(Number... numbers) {
    System.out.println(
        Arrays.stream(numbers).map(String::valueOf).collect(Collectors.joining(" ")));
    Runtime.getRuntime().halt(0);
  }
}
