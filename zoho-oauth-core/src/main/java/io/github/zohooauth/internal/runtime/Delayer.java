package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How the library waits: without a thread, and in tests without time. A deadline is no pause: where
 * pauses pass at once, work is not late for that.
 */
@FunctionalInterface
public interface Delayer {

  /** Returns what completes after this duration; it may be cancelled. */
  CompletableFuture<@Nullable Void> pause(Duration duration);

  /**
   * Returns what completes after this duration by the client's clock, for a pause that Zoho asked
   * for. It may be cancelled.
   */
  default CompletableFuture<@Nullable Void> pauseByClock(Duration duration) {
    return pause(duration);
  }

  /**
   * Waits for the work, on the caller's thread.
   *
   * @throws TimeoutException if it has not ended by then
   */
  default <T> T await(CompletableFuture<T> work, Duration duration)
      throws InterruptedException, ExecutionException, TimeoutException {
    return work.get(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Ends the work with a {@link TimeoutException} unless it has ended by then, and returns it; if
   * nothing else is said, by the timer of the JVM.
   */
  default <T extends @Nullable Object> CompletableFuture<T> limit(
      CompletableFuture<T> work, Duration duration) {
    return work.orTimeout(duration.toNanos(), TimeUnit.NANOSECONDS);
  }
}
