package io.github.zohooauth.internal.runtime;

import io.github.zohooauth.ZohoOAuthException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The waiting callers of one client. They share work, which continues if a caller gives up.
 *
 * @param timeout how long a caller waits
 * @param threads complete the futures of asynchronous callers. They are not the application's
 *     executor, because that may hang
 */
public record Callers(String clientId, Delayer pauses, Duration timeout, Executor threads) {

  /**
   * Returns the result of the work.
   *
   * @throws ZohoOAuthException the shared failure with this caller's stack trace. Also thrown if
   *     the caller was interrupted or its timeout passed
   * @throws IllegalStateException if the client was closed meanwhile
   */
  public <T> T await(CompletableFuture<T> work) {
    try {
      return pauses.await(work, timeout);
    } catch (ExecutionException | TimeoutException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(clientId)
          .temporary("The caller was interrupted while it waited; the work goes on.");
    }
  }

  /**
   * Returns the result of the work as a future of the caller's own.
   *
   * @param instead returns the caller's result if the work fails, or throws the failure
   */
  public <T> CompletableFuture<T> later(
      Supplier<CompletableFuture<T>> work, Function<ZohoOAuthException, T> instead) {
    try {
      CompletableFuture<T> limited =
          pauses.limit(work.get().copy(), timeout).exceptionally(e -> instead.apply(failure(e)));
      return limited.isDone()
          ? limited
          : limited.whenCompleteAsync((result, failure) -> {}, threads);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Returns the caller's own exception for a shared failure or for its timeout. */
  private ZohoOAuthException failure(Throwable failure) {
    return Futures.cause(failure) instanceof TimeoutException
        ? Failures.of(clientId)
            .temporary(
                "No answer within %s, and the work goes on: try again later."
                    .formatted(Failures.inWords(timeout)))
        : Failures.copy(known(failure));
  }

  /**
   * Returns the failure of the work as an exception of the public API.
   *
   * @throws ClosedException the caller's own, if the client was closed meanwhile
   */
  public ZohoOAuthException known(@Nullable Throwable failure) {
    Throwable cause = Futures.cause(failure);
    if (cause instanceof ZohoOAuthException known) {
      return known;
    }
    if (cause instanceof ClosedException) {
      throw new ClosedException();
    }
    String what =
        "Unexpected failure (%s). Try again later. If it stays, check the token store and the"
            + " executor.";
    String name = cause == null ? "none" : cause.getClass().getName();
    return Failures.of(clientId).temporary(what.formatted(name), cause);
  }
}
