package io.github.zohooauth.localzoho;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds requests until a test opens it, and tells the test when they have come. Thread-safe. */
public final class Gate {
  private static final long HANG_GUARD_SECONDS = 10;

  private final Semaphore arrived = new Semaphore(0);
  private final CountDownLatch open = new CountDownLatch(1);

  private Gate() {}

  /** Returns a new gate that is shut. */
  public static Gate shut() {
    return new Gate();
  }

  /**
   * Waits until {@code requests} more requests have come to this gate.
   *
   * @throws IllegalStateException if they have not come after ten seconds
   */
  public void awaitArrival(int requests) {
    try {
      if (!arrived.tryAcquire(requests, HANG_GUARD_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            arrived.availablePermits() + " of " + requests + " requests came to the gate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before " + requests + " requests came", e);
    }
  }

  /** Lets every request pass, later ones too. */
  public void open() {
    open.countDown();
  }

  /** Waits until this gate is open; returns false if the local Zoho is closed meanwhile. */
  boolean pass() {
    arrived.release();
    try {
      open.await();
      return true;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
