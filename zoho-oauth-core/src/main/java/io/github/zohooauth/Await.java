package io.github.zohooauth;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** A caller that waits for work which is not his: he may leave, and the work goes on. */
final class Await {

  private Await() {}

  /**
   * Returns the result.
   *
   * @throws ZohoOAuthException the shared failure with this caller's own stack trace, or that the
   *     caller was interrupted or has waited for long enough
   * @throws IllegalStateException if the client was closed meanwhile
   */
  static <T> T result(CompletableFuture<T> work, ClientConfig client) {
    return result(work, client.pauses(), client.policy().callerTimeout(), client.clientId());
  }

  /** Returns the result, as above, to a caller of this patience. */
  static <T> T result(CompletableFuture<T> work, Pauses pauses, Duration timeout, String clientId) {
    try {
      return pauses.await(work, timeout);
    } catch (ExecutionException | TimeoutException e) {
      throw failure(e, timeout, clientId);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw left("The caller was interrupted while it waited; the work goes on.", clientId);
    }
  }

  /**
   * Waits at most this long, even if the thread is interrupted, and returns whether the work is
   * done.
   *
   * <p>A timeout of {@link CompletableFuture} would start the JDK's delay thread, which keeps the
   * context class loader of its first user for ever.
   */
  static boolean isDoneWithin(Duration longest, CompletableFuture<?> work) {
    long end = System.nanoTime() + longest.toNanos();
    boolean interrupted = false;
    while (!work.isDone() && System.nanoTime() - end < 0) {
      try {
        work.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException | CancellationException | TimeoutException e) {
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return work.isDone();
  }

  /**
   * Returns the result to a caller that does not block.
   *
   * @param instead what the caller gets if the work fails, or the failure
   */
  static <T> CompletableFuture<T> later(
      Supplier<CompletableFuture<T>> work,
      Function<ZohoOAuthException, T> instead,
      ClientConfig client) {
    try {
      Duration timeout = client.policy().callerTimeout();
      CompletableFuture<T> limited =
          client
              .pauses()
              .limit(work.get().copy(), timeout)
              .exceptionally(e -> instead.apply(failure(e, timeout, client.clientId())));
      // not in the application's executor, which may be what hangs
      return Completion.apart(limited, client.threads().handover());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The caller's own exception for a failure that is shared, or for the end of his patience. */
  static ZohoOAuthException failure(Throwable failure, Duration timeout, String clientId) {
    return Completion.cause(failure) instanceof TimeoutException
        ? left(
            "No answer within %s, and it is still awaited: try again later.".formatted(timeout),
            clientId)
        : Failures.copy(known(failure, clientId));
  }

  /**
   * The failure of the work, as an exception that may be shown.
   *
   * @throws ClosedException the caller's own, if the client was closed meanwhile
   */
  static ZohoOAuthException known(Throwable failure, String clientId) {
    Throwable cause = Completion.cause(failure);
    if (cause instanceof ZohoOAuthException known) {
      return known;
    }
    if (cause instanceof ClosedException) {
      throw new ClosedException();
    }
    String what =
        "The work could not be brought to its end: try again later, and check the store and the"
            + " executor.";
    return Failures.of(clientId).temporary(what, cause);
  }

  private static ZohoOAuthException left(String what, String clientId) {
    return Failures.of(clientId).temporary(what);
  }
}
