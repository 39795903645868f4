package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Utilities for futures. */
public final class Futures {

  private Futures() {}

  /** Returns the composed future. If it is cancelled, the first future is cancelled, too. */
  public static <T extends @Nullable Object, U> CompletableFuture<U> compose(
      CompletableFuture<T> first, Function<T, CompletableFuture<U>> next) {
    CompletableFuture<U> composed = first.thenCompose(next);
    composed.whenComplete((result, failure) -> first.cancel(false));
    return composed;
  }

  /** Completes a future with this outcome. */
  public static <T extends @Nullable Object> void pass(
      @Nullable T result, @Nullable Throwable failure, CompletableFuture<T> to) {
    if (failure == null) {
      to.complete(result);
    } else {
      to.completeExceptionally(failure);
    }
  }

  /**
   * Returns a future of the caller's own for work that begins now. It fails with the failure of the
   * work, also if the work does not begin. If it is cancelled, the work's future is cancelled, too.
   */
  public static <T> CompletableFuture<T> own(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      CompletableFuture<T> begun = work.get();
      begun.whenComplete((value, failure) -> pass(value, cause(failure), result));
      result.whenComplete((value, failure) -> begun.cancel(false));
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  /** Returns the failure without the exceptions that futures wrap around it. */
  public static @Nullable Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Waits at most this long, and returns whether the work is done.
   *
   * <p>An interrupt does not end the wait. A timeout of {@link CompletableFuture} would start the
   * JDK's delay thread. That thread keeps the context class loader of its first user forever.
   */
  public static boolean isDoneWithin(Duration longest, CompletableFuture<?> work) {
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
}
