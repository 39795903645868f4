package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.internal.runtime.Callers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The result of one renewal, and the callers that wait for it. Thread-safe. */
final class SharedResult {

  private final CompletableFuture<@Nullable AccessToken> result = new CompletableFuture<>();
  private final AtomicInteger callers = new AtomicInteger();
  private final Runnable whenLeft;

  /** Makes a result. {@code whenLeft} runs when the last waiting caller leaves. */
  SharedResult(Runnable whenLeft) {
    this.whenLeft = whenLeft;
  }

  /** Counts a caller, who then waits once with {@link #join} or {@link #await}. */
  void arrive() {
    callers.incrementAndGet();
  }

  private void leave() {
    if (callers.decrementAndGet() == 0) {
      whenLeft.run();
    }
  }

  boolean hasCallers() {
    return callers.get() > 0;
  }

  /** Returns what one caller waits for. A caller who leaves cancels it. */
  CompletableFuture<@Nullable AccessToken> join() {
    CompletableFuture<@Nullable AccessToken> seat = result.copy();
    seat.whenComplete((token, failure) -> leave());
    return seat;
  }

  /**
   * Waits on the caller's thread.
   *
   * @param begun when the caller began to wait, by {@link System#nanoTime}
   */
  @Nullable AccessToken await(Callers waiting, long begun, LongSupplier before) {
    try {
      return waiting.await(result, begun, before);
    } finally {
      leave();
    }
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
