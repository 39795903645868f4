package io.github.zohooauth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How a future tells that it failed. */
final class Completion {

  private Completion() {}

  /**
   * The same, but what follows it runs in a thread of these, and so holds up nobody else who waits
   * for the work, nor the timer.
   */
  static <T> CompletableFuture<T> apart(CompletableFuture<T> work, Executor threads) {
    return work.isDone() ? work : work.whenCompleteAsync((result, failure) -> {}, threads);
  }

  /** The failure itself, out of what futures wrap around it. */
  static @Nullable Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
