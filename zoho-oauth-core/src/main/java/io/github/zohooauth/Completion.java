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
   * The same, but what follows it runs here, and so holds up nobody else who waits for the work.
   */
  static <T> CompletableFuture<T> apart(CompletableFuture<T> work, Executor executor) {
    return work.isDone() ? work : work.whenCompleteAsync((result, failure) -> {}, executor);
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
