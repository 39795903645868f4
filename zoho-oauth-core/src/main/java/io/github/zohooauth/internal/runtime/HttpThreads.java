package io.github.zohooauth.internal.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The threads of the HTTP client: as many as it has work for, since a name that is looked up may
 * hang one. Thread-safe.
 *
 * <p>A request that is sent by a starter begins in it, and wakes no other thread for that.
 */
final class HttpThreads implements Executor {

  private static final class Starter extends Daemon {
    Starter(Runnable work) {
      super(work);
    }
  }

  private final ThreadPoolExecutor starters = Daemon.asMany(Starter::new);
  private final ThreadPoolExecutor readers = Daemon.asMany(Daemon.FACTORY);

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

  void close() {
    Daemon.retire(starters);
    Daemon.retire(readers);
  }
}
