package io.github.zohooauth;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads of one client, which no program waits for. Thread-safe. */
final class Daemons implements ThreadFactory {

  /** By which a thread knows that it is one of them. */
  private static final class Daemon extends Thread {
    Daemon(Runnable work, String name) {
      super(null, work, name, 0, false);
    }
  }

  private final AtomicInteger count = new AtomicInteger();

  /** With nothing of the caller who happens to be the first: he may be any user's request. */
  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Daemon(work, "zoho-oauth-" + count.incrementAndGet());
    thread.setContextClassLoader(Daemons.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * For the steps of an HTTP client: one of these threads that comes to a step takes it, and others
   * leave it to this executor. It knows nothing of the HTTP client, which goes when nobody does.
   */
  static Executor stayingOr(Executor other) {
    return step -> {
      if (Thread.currentThread() instanceof Daemon) {
        step.run();
      } else {
        other.execute(step);
      }
    };
  }
}
