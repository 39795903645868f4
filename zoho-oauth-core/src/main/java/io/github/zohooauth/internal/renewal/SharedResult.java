package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The result of one renewal, and the callers that wait for it. Thread-safe. */
final class SharedResult {

  private final CompletableFuture<@Nullable AccessToken> result = new CompletableFuture<>();
  private final AtomicInteger callers = new AtomicInteger();
  private volatile boolean hasArrived;
  private final Runnable whenLeft;

  /** Makes a result. {@code whenLeft} runs when the last waiting caller leaves. */
  SharedResult(Runnable whenLeft) {
    this.whenLeft = whenLeft;
  }

  /** Counts a caller, who waits until {@link #leave}. */
  void arrive() {
    callers.incrementAndGet();
    hasArrived = true; // after the count, because isAbandoned() reads them in this order
  }

  void leave() {
    if (callers.decrementAndGet() == 0) {
      whenLeft.run();
    }
  }

  boolean hasCallers() {
    return callers.get() > 0;
  }

  /** Returns whether all callers have left. The first one may still be on their way. */
  boolean isAbandoned() {
    return hasArrived && !hasCallers();
  }

  /** Returns what one caller waits for. It leaves when it is complete or cancelled. */
  CompletableFuture<@Nullable AccessToken> join() {
    CompletableFuture<@Nullable AccessToken> seat = result.copy();
    seat.whenComplete((token, failure) -> leave());
    return seat;
  }

  /** Completes it. Null if an exchange or a revocation has replaced the token. */
  void complete(@Nullable AccessToken token) {
    result.complete(token);
  }

  void fail(Throwable cause) {
    result.completeExceptionally(cause);
  }

  boolean isDone() {
    return result.isDone();
  }

  /** Returns its future, which only this class completes. */
  CompletableFuture<@Nullable AccessToken> future() {
    return result;
  }
}
