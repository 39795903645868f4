package io.github.zohooauth.internal.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The threads of the HTTP client. They are not limited in number, because a DNS lookup may hang
 * one.
 *
 * <p>A request that is sent on a starter begins on that thread, without waking another one.
 * Thread-safe.
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

  /** Returns threads for work that sends requests and otherwise does not block. */
  Executor starters() {
    return starters;
  }

  void close() {
    Daemon.retire(starters);
    Daemon.retire(readers);
  }
}
