package io.github.zohooauth;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread that keeps no program alive, and has no name, thread-local or class loader of whoever
 * happens to be the first to need one: he may be any user's request.
 */
class Daemon extends Thread {

  private static final AtomicInteger COUNT = new AtomicInteger();

  Daemon(Runnable work) {
    super(null, work, "zoho-oauth-" + COUNT.incrementAndGet(), 0, false);
    setContextClassLoader(Daemon.class.getClassLoader());
    setDaemon(true);
  }
}
