package io.github.zohooauth.internal.runtime;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.OpenWork.ClosedException;
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
    return await(work, System.nanoTime(), () -> "");
  }

  /**
   * Returns the result of work that may wait in a queue.
   *
   * @param begun when the caller began to wait, by {@link System#nanoTime}
   * @param wait says what the work waits for; empty if it is in progress
   */
  public <T extends @Nullable Object> T await(
      CompletableFuture<T> work, long begun, Supplier<String> wait) {
    try {
      return pauses.await(work, timeout.minusNanos(System.nanoTime() - begun));
    } catch (ExecutionException | TimeoutException e) {
      throw failure(e, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(clientId)
          .temporary("The caller was interrupted while it waited" + meaning(wait));
    }
  }

  /**
   * Returns the result of the work as a future of the caller's own. If the caller gives up, the
   * future of the work is cancelled.
   *
   * @param wait says what the work waits for; empty if it is in progress
   * @param instead returns the caller's result if the work fails, or throws the failure
   */
  public <T> CompletableFuture<T> later(
      Supplier<CompletableFuture<T>> work,
      Supplier<String> wait,
      Function<ZohoOAuthException, T> instead) {
    try {
      CompletableFuture<T> shared = work.get();
      CompletableFuture<T> limited =
          pauses.limit(shared.copy(), timeout).exceptionally(e -> instead.apply(failure(e, wait)));
      CompletableFuture<T> mine =
          limited.isDone() ? limited : limited.whenCompleteAsync((result, failure) -> {}, threads);
      mine.whenComplete((result, failure) -> shared.cancel(false));
      return mine;
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Returns the caller's own exception for a shared failure or for its timeout. */
  private ZohoOAuthException failure(Throwable failure, Supplier<String> wait) {
    if (!(Futures.cause(failure) instanceof TimeoutException)) {
      return Failures.copy(asZohoFailure(failure));
    }
    return Failures.of(clientId)
        .temporary("No answer within " + Failures.inWords(timeout) + meaning(wait));
  }

  private static String meaning(Supplier<String> wait) {
    String waiting = wait.get();
    return waiting.isEmpty() ? ", and the work goes on: try again later." : ". " + waiting;
  }

  /**
   * Returns the failure of the work as an exception of the public API.
   *
   * @throws ClosedException the caller's own, if the client was closed meanwhile
   */
  public ZohoOAuthException asZohoFailure(@Nullable Throwable failure) {
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
