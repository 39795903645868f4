package io.github.zohooauth;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the HTTP client: as many as it has work for, since a name that is looked up may
 * hang one, and never shut down. Thread-safe.
 *
 * <p>A request that is sent by a starter begins in it, and wakes no other thread for that.
 */
final class HttpThreads implements Executor {

  private static final class Starter extends Daemon {
    Starter(Runnable work) {
      super(work);
    }
  }

  private final ThreadPoolExecutor starters = pool(Starter::new);
  private final ThreadPoolExecutor readers = pool(Daemon::new);

  private static ThreadPoolExecutor pool(ThreadFactory factory) {
    return new ThreadPoolExecutor(
        0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
  }

  @Override
  public void execute(Runnable work) {
    if (Thread.currentThread() instanceof Starter) {
      work.run();
    } else {
      readers.execute(work);
    }
  }

  /** For work that sends, and does nothing else that may block. */
  Executor starters() {
    return starters;
  }

  /** Keeps threads for what is still under way, and no longer. */
  void close() {
    starters.setKeepAliveTime(100, TimeUnit.MILLISECONDS);
    readers.setKeepAliveTime(100, TimeUnit.MILLISECONDS);
  }
}
