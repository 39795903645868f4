package io.github.zohooauth.internal.runtime;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.OpenWork.ClosedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
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
    return await(work, System.nanoTime(), () -> 0);
  }

  /**
   * Returns the result of work that may wait in a queue.
   *
   * @param begun when the caller began to wait, by {@link System#nanoTime}
   * @param before returns how much other work is before it
   */
  public <T extends @Nullable Object> T await(
      CompletableFuture<T> work, long begun, LongSupplier before) {
    try {
      return pauses.await(work, timeout.minusNanos(System.nanoTime() - begun));
    } catch (ExecutionException | TimeoutException e) {
      throw failure(e, before);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(clientId)
          .temporary("The caller was interrupted while it waited; the work goes on.");
    }
  }

  /**
   * Returns the result of the work as a future of the caller's own. If the caller gives up, the
   * future of the work is cancelled.
   *
   * @param before returns how much other work is before it in a queue
   * @param instead returns the caller's result if the work fails, or throws the failure
   */
  public <T> CompletableFuture<T> later(
      Supplier<CompletableFuture<T>> work,
      LongSupplier before,
      Function<ZohoOAuthException, T> instead) {
    try {
      CompletableFuture<T> shared = work.get();
      CompletableFuture<T> limited =
          pauses
              .limit(shared.copy(), timeout)
              .exceptionally(e -> instead.apply(failure(e, before)));
      CompletableFuture<T> mine =
          limited.isDone() ? limited : limited.whenCompleteAsync((result, failure) -> {}, threads);
      mine.whenComplete((result, failure) -> shared.cancel(false));
      return mine;
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Returns the caller's own exception for a shared failure or for its timeout. */
  private ZohoOAuthException failure(Throwable failure, LongSupplier before) {
    if (!(Futures.cause(failure) instanceof TimeoutException)) {
      return Failures.copy(asZohoFailure(failure));
    }
    long queued = before.getAsLong();
    String within = "No answer within " + Failures.inWords(timeout);
    String what =
        queued == 0
            ? within + ", and the work goes on: try again later."
            : within
                + ". The renewal waits for its turn, up to %d others are before it, and nothing was"
                + " sent. Ask for fewer tokens at a time, or raise callerTimeout or"
                + " maxConcurrentRenewals.";
    return Failures.of(clientId).temporary(what.formatted(queued));
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
