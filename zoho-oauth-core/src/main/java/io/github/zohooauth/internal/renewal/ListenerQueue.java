package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.text.Log.LOG;

import io.github.zohooauth.TokenListener;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one listener. It is told one at a time, in their order.
 *
 * <p>A listener has a thread while events wait for it. If it hangs, only its own events wait. No
 * lock is held while it is called. Thread-safe.
 */
final class ListenerQueue {

  private static final int MOST = 1_000;

  private final TokenListener listener;
  private final Executor threads;

  /** The lock of this object guards these three. */
  private final Queue<Consumer<TokenListener>> waiting = new ArrayDeque<>();

  private boolean isTelling;
  private boolean isFull;

  /**
   * Makes an empty queue.
   *
   * @param threads run work at once, and may be blocked
   */
  ListenerQueue(TokenListener listener, Executor threads) {
    this.listener = listener;
    this.threads = threads;
  }

  /** Tells the event later. It is lost if too many wait. */
  void add(Consumer<TokenListener> event) {
    try {
      if (loses(event)) {
        warn("The TokenListener {0} is too slow: events are not told");
      }
      if (startsTelling()) {
        start();
      }
    } catch (Throwable e) { // not even an Error, such as without memory, may harm a renewal
    }
  }

  /** Returns whether the event is the first one to be lost since the queue was empty. */
  private synchronized boolean loses(Consumer<TokenListener> event) {
    boolean wasFull = isFull;
    if (waiting.size() < MOST) {
      waiting.add(event);
    } else {
      isFull = true;
    }
    return isFull && !wasFull;
  }

  private synchronized boolean startsTelling() {
    boolean starts = !isTelling && !waiting.isEmpty();
    isTelling |= starts;
    return starts;
  }

  private void start() {
    boolean started = false;
    try {
      threads.execute(this::tellAll);
      started = true;
    } finally { // if no thread can be started, the next event tries again
      if (!started) {
        stop();
      }
    }
  }

  private synchronized void stop() {
    isTelling = false;
  }

  private void tellAll() {
    boolean ended = false;
    try {
      for (Consumer<TokenListener> next = next(); next != null; next = next()) {
        tell(next);
      }
      ended = true;
    } finally { // not even an Error may end the events of this listener
      if (!ended) {
        start();
      }
    }
  }

  private synchronized @Nullable Consumer<TokenListener> next() {
    Consumer<TokenListener> next = waiting.poll();
    isTelling = next != null;
    isFull &= isTelling;
    return next;
  }

  private void tell(Consumer<TokenListener> event) {
    try {
      event.accept(listener);
    } catch (Throwable e) { // uncaught, its message would be printed
      warn("The TokenListener {0} failed with a {1}", e.getClass().getName());
    }
  }

  private void warn(String what, Object... more) {
    Object[] words = new Object[more.length + 1];
    words[0] = listener.getClass().getName();
    System.arraycopy(more, 0, words, 1, more.length);
    LOG.log(Level.WARNING, what, words);
  }
}
