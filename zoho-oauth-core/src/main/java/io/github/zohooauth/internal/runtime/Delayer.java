package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The pauses and deadlines of the library. {@link #await} alone blocks, and only a caller's thread.
 *
 * <p>Tests replace it to wait without real time. If a test lets pauses pass at once, the deadlines
 * of {@link #limit} and {@link #await} do not.
 */
@FunctionalInterface
public interface Delayer {

  /** Returns a future that completes after this duration. It may be cancelled. */
  CompletableFuture<@Nullable Void> pause(Duration duration);

  /** Pauses by the client's clock. Use it for a pause that Zoho asked for. */
  default CompletableFuture<@Nullable Void> pauseByClock(Duration duration) {
    return pause(duration);
  }

  /** Waits for the work on the caller's thread. */
  default <T extends @Nullable Object> T await(CompletableFuture<T> work, Duration duration)
      throws InterruptedException, ExecutionException, TimeoutException {
    return work.get(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Completes the work with a {@link TimeoutException} unless it completes in time, and returns it.
   * The default uses the JVM's timer.
   */
  default <T extends @Nullable Object> CompletableFuture<T> limit(
      CompletableFuture<T> work, Duration duration) {
    return work.orTimeout(duration.toNanos(), TimeUnit.NANOSECONDS);
  }
}
