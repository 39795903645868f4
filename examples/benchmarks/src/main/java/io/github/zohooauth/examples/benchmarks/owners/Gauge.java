package io.github.zohooauth.examples.benchmarks.owners;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/** The peaks of sockets and threads of this process. */
final class Gauge {

  private static final int MILLIS = 50;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final LongAccumulator sockets = new LongAccumulator(Math::max, 0);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private Gauge() {}

  /**
   * Starts one.
   *
   * @param others the sockets that it does not count
   */
  static Gauge start(int others) {
    Gauge gauge = new Gauge();
    THREADS.resetPeakThreadCount();
    gauge.timer.scheduleAtFixedRate(
        () -> gauge.sockets.accumulate(Sockets.open() - others), 0, MILLIS, TimeUnit.MILLISECONDS);
    return gauge;
  }

  long sockets() {
    return sockets.get();
  }

  /** Returns the peak of all threads, those of the JVM and of this gauge included. */
  long threads() {
    return THREADS.getPeakThreadCount();
  }

  void stop() {
    timer.shutdown();
  }
}
