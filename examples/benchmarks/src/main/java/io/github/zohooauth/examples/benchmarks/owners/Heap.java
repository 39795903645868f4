package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.library.ManyOwners;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The heap of owners that wait for their turn. */
final class Heap {

  private Heap() {}

  /**
   * Returns the bytes of each waiting owner.
   *
   * @param many owners whose server never answers. As many as may be asked for at a time are asked
   *     for first, and do not count
   */
  static double perWaiting(ManyOwners many, Burst burst) {
    List<CompletableFuture<?>> asked = new ArrayList<>(burst.owners() + burst.atATime());
    for (int owner = 0; owner < burst.atATime(); owner++) {
      asked.add(many.token(owner));
    }
    ThisProcess.pause(Duration.ofSeconds(1)); // until they are sent
    long before = used();
    for (int owner = 0; owner < burst.owners(); owner++) {
      asked.add(many.token(burst.atATime() + owner));
    }
    double bytes = (used() - before) / (double) burst.owners();
    long done = asked.stream().filter(CompletableFuture::isDone).count();
    if (done > 0) {
      throw new IllegalStateException(done + " owners do not wait");
    }
    return bytes;
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
