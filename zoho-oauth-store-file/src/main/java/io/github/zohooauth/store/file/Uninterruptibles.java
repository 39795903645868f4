package io.github.zohooauth.store.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Repeats file operations that an interrupt breaks off.
 *
 * <p>Java closes the channel that an interrupted thread uses. Without the repetition, a save in
 * progress would fail.
 */
final class Uninterruptibles {

  /** File operations that may run again from the start. */
  interface IoCallable<T> {
    T call() throws IOException;
  }

  private Uninterruptibles() {}

  /** Runs the operations until no interrupt breaks them off; the thread stays interrupted. */
  static <T> T call(IoCallable<T> operations) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return operations.call();
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
