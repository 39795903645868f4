package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Steps that an interrupt does not spoil: Java closes the channel under an interrupted thread, and
 * a save that was under way would fail for it.
 */
final class Uninterrupted {

  /** Steps that may be taken again from the start. */
  interface Steps<T> {
    T take() throws IOException;
  }

  private Uninterrupted() {}

  /** Takes the steps, again if an interrupt came between, and leaves the thread interrupted. */
  static <T> T call(Steps<T> steps) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return steps.take();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
