package io.github.zohooauth.internal.runtime;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread that keeps no program alive, and has no name, thread-local or class loader of whoever
 * happens to be the first to need one: he may be any user's request.
 */
public class Daemon extends Thread {

  static final ThreadFactory FACTORY = Daemon::new;

  private static final AtomicInteger COUNT = new AtomicInteger();

  public Daemon(Runnable work) {
    super(null, work, "zoho-oauth-" + COUNT.incrementAndGet(), 0, false);
    setContextClassLoader(Daemon.class.getClassLoader());
    setDaemon(true);
  }

  /** As many threads as there is work for, so that none waits behind what hangs. */
  static ThreadPoolExecutor asMany(ThreadFactory daemons) {
    return new ThreadPoolExecutor(
        0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons);
  }

  /** Keeps threads for what is still under way, and for no longer than it lasts. */
  static void retire(ThreadPoolExecutor threads) {
    threads.setKeepAliveTime(100, TimeUnit.MILLISECONDS);
  }
}
