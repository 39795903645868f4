package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Small tools for futures. */
public final class Futures {

  private Futures() {}

  /**
   * The same, but what follows it runs in a thread of these, and so holds up nobody else who waits
   * for the work, nor the timer.
   */
  static <T> CompletableFuture<T> apart(CompletableFuture<T> work, Executor threads) {
    return work.isDone() ? work : work.whenCompleteAsync((result, failure) -> {}, threads);
  }

  /** The failure itself, out of what futures wrap around it. */
  public static @Nullable Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Waits at most this long, even if the thread is interrupted, and returns whether the work is
   * done.
   *
   * <p>A timeout of {@link CompletableFuture} would start the JDK's delay thread, which keeps the
   * context class loader of its first user for ever.
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
