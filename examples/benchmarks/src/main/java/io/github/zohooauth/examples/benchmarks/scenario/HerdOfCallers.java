package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.library.Cache;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The process of the herd: warm by other herds, then the one that is measured. */
final class HerdOfCallers {

  private static final int PATIENCE = 45;

  private HerdOfCallers() {}

  public static void main(String[] args) throws Exception {
    Contender contender = Contender.valueOf(args[0]);
    int callers = Integer.parseInt(args[4]);
    ExecutorService threads =
        args[3].equals("virtual") ? virtual() : Executors.newFixedThreadPool(callers);
    for (int i = 0; i < 5; i++) {
      waits(contender.cache(URI.create(args[1])), threads, Math.min(callers, 64));
    }
    List<Double> millis = waits(contender.cache(URI.create(args[2])), threads, callers);
    System.out.println(millis.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    System.exit(0);
  }

  private static List<Double> waits(Cache cache, ExecutorService threads, int callers)
      throws Exception {
    CountDownLatch ready = new CountDownLatch(callers);
    CountDownLatch release = new CountDownLatch(1);
    long[] begun = new long[1];
    List<Future<Double>> futures = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      futures.add(
          threads.submit(
              () -> {
                ready.countDown();
                release.await();
                return served(cache)
                    ? (System.nanoTime() - begun[0]) / 1e6
                    : Double.POSITIVE_INFINITY;
              }));
    }
    ready.await();
    begun[0] = System.nanoTime();
    release.countDown();
    List<Double> millis = new ArrayList<>();
    long patience = begun[0] + TimeUnit.SECONDS.toNanos(PATIENCE);
    for (Future<Double> future : futures) {
      millis.add(orNever(future, patience - System.nanoTime()));
    }
    return millis;
  }

  private static double orNever(Future<Double> wait, long nanos) throws Exception {
    try {
      return wait.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private static boolean served(Cache cache) {
    try {
      return cache.token() != null;
    } catch (Exception e) {
      return false;
    }
  }

  /** By reflection, as the baseline is older. */
  private static ExecutorService virtual() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }
}
