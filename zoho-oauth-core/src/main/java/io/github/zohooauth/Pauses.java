package io.github.zohooauth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How the library waits: without a thread, and in tests without time. Every pause and every
 * deadline of its own is one of these; only the network has timeouts beside them.
 */
@FunctionalInterface
interface Pauses {

  /** By the timer of the JVM. */
  Pauses REAL =
      duration ->
          new CompletableFuture<@Nullable Void>()
              .completeOnTimeout(null, duration.toNanos(), TimeUnit.NANOSECONDS);

  /** Returns what completes after this duration; it may be cancelled. */
  CompletableFuture<@Nullable Void> pause(Duration duration);

  /** Ends the work with a {@link TimeoutException} unless it has ended by then, and returns it. */
  default <T> CompletableFuture<T> limit(CompletableFuture<T> work, Duration duration) {
    CompletableFuture<@Nullable Void> deadline = pause(duration);
    deadline.thenRun(() -> work.completeExceptionally(new TimeoutException()));
    work.whenComplete((result, failure) -> deadline.cancel(false));
    return work;
  }
}
