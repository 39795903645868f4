package io.github.zohooauth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A caller that waits for work which is not his: he may leave, and the work goes on. */
final class Await {

  private Await() {}

  /**
   * Returns the result.
   *
   * @throws ZohoOAuthException the shared failure with this caller's own stack trace, or that the
   *     caller was interrupted or has waited for long enough
   */
  static <T> T result(CompletableFuture<T> work, Duration timeout, String clientId) {
    try {
      return work.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw atCaller(e, clientId);
    } catch (TimeoutException e) {
      throw left(
          "No answer within %s, and it is still awaited: try again later.".formatted(timeout),
          clientId);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw left("The caller was interrupted while it waited; the work goes on.", clientId);
    }
  }

  private static ZohoOAuthException atCaller(ExecutionException e, String clientId) {
    Throwable cause = Completion.cause(e);
    if (cause instanceof ZohoOAuthException shared) {
      return shared.again();
    }
    String what =
        "The work could not be brought to its end: try again later, and check the executor.";
    return new TemporaryFailureException(Problem.of(what).at(null, clientId), cause);
  }

  private static ZohoOAuthException left(String what, String clientId) {
    return new TemporaryFailureException(Problem.of(what).at(null, clientId), null);
  }
}
