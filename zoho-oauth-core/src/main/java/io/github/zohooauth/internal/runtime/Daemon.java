package io.github.zohooauth.internal.runtime;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A daemon thread that inherits nothing.
 *
 * <p>It does not inherit the context class loader or inheritable thread-locals of the thread that
 * creates it. That thread may belong to an application's request.
 */
public class Daemon extends Thread {

  static final ThreadFactory FACTORY = Daemon::new;

  private static final AtomicInteger COUNT = new AtomicInteger();

  public Daemon(Runnable work) {
    super(null, work, "zoho-oauth-" + COUNT.incrementAndGet(), 0, false);
    setContextClassLoader(Daemon.class.getClassLoader());
    setDaemon(true);
  }

  /** Returns an executor without a queue, so that no work waits behind work that hangs. */
  static ThreadPoolExecutor asMany(ThreadFactory daemons) {
    return new ThreadPoolExecutor(
        0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons);
  }

  /** Lets threads finish their work, and stops each one soon after that. */
  static void retire(ThreadPoolExecutor threads) {
    threads.setKeepAliveTime(100, TimeUnit.MILLISECONDS);
  }
}
