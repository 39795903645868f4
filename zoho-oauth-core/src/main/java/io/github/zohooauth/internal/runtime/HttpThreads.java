package io.github.zohooauth.internal.runtime;

import io.github.zohooauth.internal.runtime.ClientThreads.Daemon;
import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The threads of an HTTP client of our own. Requests begin on some and answers are read by others.
 *
 * <p>It must not reference the {@link ClientThreads}, because before JDK 21 an {@code HttpClient}
 * stops only when it is garbage collected.
 *
 * @param starters begin the requests of other threads; a DNS lookup may hang them
 * @param readers do nothing that may block
 */
record HttpThreads(Executor starters, ThreadPoolExecutor readers) implements Executor {

  /** A thread whose own requests begin on it, without waking another one. */
  static final class Starter extends Daemon {
    Starter(Runnable work) {
      super(work);
    }
  }

  static final class Reader extends Daemon {
    Reader(Runnable work) {
      super(work);
    }
  }

  @Override
  public void execute(Runnable work) {
    Thread thread = Thread.currentThread();
    if (thread instanceof Starter) {
      work.run();
    } else {
      (isReading(thread) ? readers : starters).execute(work);
    }
  }

  /** Returns whether it is one of the readers, or the thread of the JDK that passes answers on. */
  private static boolean isReading(Thread thread) {
    return thread instanceof Reader
        || thread.getClass().getModule() == HttpClient.class.getModule();
  }
}
