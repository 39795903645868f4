package io.github.zohooauth;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** How a future tells that it failed. */
final class Completion {

  private Completion() {}

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
