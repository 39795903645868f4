package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.library.ManyOwners;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Renewals before a measurement, by a client of their own. */
final class WarmUp {

  private static final int AT_ONCE = 1_000;

  private WarmUp() {}

  /** Renews the tokens of so many owners, and waits for the end of its connections and threads. */
  static void run(Contender contender, URI endpoint, int owners) throws Exception {
    if (owners == 0) {
      return;
    }
    int sockets = Sockets.open();
    int threads = threads();
    Burst burst = new Burst(owners, 64, Duration.ofMinutes(1));
    try (ManyOwners many = contender.manyOwners(endpoint, burst)) {
      for (int from = 0; from < owners; from += AT_ONCE) {
        Asked asked = Asked.all(many, from, Math.min(owners, from + AT_ONCE), burst);
        if (asked.notServed() > 0) {
          throw new IllegalStateException("owners not served in the warm-up: " + asked);
        }
      }
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while ((Sockets.open() > sockets || threads() > threads) && System.nanoTime() - end < 0) {
      System.gc(); // ends the JDK's HTTP client
      ThisProcess.pause(Duration.ofMillis(100));
    }
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
