package io.github.zohooauth.examples.tv;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The result of a future, or its own exception without a wrapper. */
final class Decisions {

  private Decisions() {}

  static <T> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
