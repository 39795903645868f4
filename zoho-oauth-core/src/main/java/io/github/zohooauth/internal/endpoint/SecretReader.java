package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.text.Require;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application's function for the client secret, on a thread of the client's own.
 *
 * <p>A function that does not return in time is interrupted, and keeps its thread. While 64 or more
 * calls are late, none begins. Thread-safe.
 */
public final class SecretReader {

  static final Duration LONGEST = Duration.ofSeconds(5);

  private static final int MOST_LATE = 64;

  private final Executor threads;
  private final Delayer pauses;
  private final AtomicInteger lateCalls = new AtomicInteger();

  /** Makes a reader. The threads run work at once, and may be blocked. */
  public SecretReader(Executor threads, Delayer pauses) {
    this.threads = threads;
    this.pauses = pauses;
  }

  /**
   * Returns what the function returns.
   *
   * @param longest the timeout if it is shorter than five seconds
   * @param unsent what was not sent, as a sentence
   * @return the secret, or a {@link ConfigurationException} without any text of the function's
   */
  CompletableFuture<String> read(
      Supplier<String> supplier, Duration longest, Failures failures, String unsent) {
    Duration timeout = longest.compareTo(LONGEST) < 0 ? longest : LONGEST;
    Reading reading = new Reading(supplier);
    int late = lateCalls.get();
    try {
      if (late < MOST_LATE) {
        CompletableFuture<?> unused = pauses.limit(reading.result, timeout);
        threads.execute(reading);
      } else {
        reading.result.completeExceptionally(new TimeoutException());
      }
    } catch (Throwable e) { // such as if no thread can be started
      String what = "No thread could be started to read the client secret. %s Try again later.";
      return CompletableFuture.failedFuture(failures.temporary(what.formatted(unsent), e));
    }
    return reading.result.handleAsync( // not on the timer's thread, which writes no log
        (returned, failure) -> {
          String value = returned == null ? null : returned.orElse(null);
          String wrong =
              failure instanceof TimeoutException
                  ? lateMessage(late, timeout)
                  : wrong(value, Futures.cause(failure));
          if (wrong != null || value == null) {
            String what = "The supplier of clientSecret(...) %s. %s Check the supplier.";
            throw failures.configuration(what.formatted(wrong, unsent), Futures.cause(failure));
          }
          return value;
        },
        threads);
  }

  private static String lateMessage(int late, Duration timeout) {
    Duration tenths = Duration.ofMillis((timeout.toMillis() + 99) / 100 * 100);
    return late < MOST_LATE
        ? "did not return within " + Failures.inWords(tenths)
        : "has not returned from %d calls".formatted(late);
  }

  /** Returns what is wrong, without any text of the function's; null if it is a secret. */
  private static @Nullable String wrong(@Nullable String value, @Nullable Throwable failure) {
    if (failure != null) {
      return "failed with a " + failure.getClass().getName();
    } else if (value == null) {
      return "returned null";
    }
    return Require.isClientSecret(value)
        ? null
        : "returned a text that is empty or longer than 4096 characters, or has a blank, a line end or"
            + " a character that no secret has";
  }

  /** One call of the function. */
  private final class Reading implements Runnable {

    final CompletableFuture<Optional<String>> result = new CompletableFuture<>();
    private final Supplier<String> supplier;

    /** The lock of this object guards these two. */
    private @Nullable Thread thread;

    private boolean isLate;

    Reading(Supplier<String> supplier) {
      this.supplier = supplier;
      result.whenComplete((value, failure) -> giveUp());
    }

    @Override
    public void run() {
      if (!begin()) {
        return;
      }
      String value = null;
      Throwable failure = null;
      try {
        value = supplier.get();
      } catch (Throwable e) {
        failure = e;
      } finally {
        end();
      }
      if (failure == null) {
        result.complete(Optional.ofNullable(value));
      } else { // wrapped, so that it is not taken for the deadline's
        result.completeExceptionally(new CompletionException(failure));
      }
    }

    private synchronized boolean begin() {
      boolean begins = !result.isDone();
      thread = begins ? Thread.currentThread() : null;
      return begins;
    }

    /** Ends the call. An interrupt that comes late must not reach other work of the thread. */
    private synchronized void end() {
      thread = null;
      boolean unused = Thread.interrupted();
      if (isLate) {
        lateCalls.decrementAndGet();
      }
    }

    /** Interrupts a call whose result came from the deadline. */
    private synchronized void giveUp() {
      Thread reading = thread;
      if (reading != null) {
        isLate = true;
        lateCalls.incrementAndGet();
        reading.interrupt();
      }
    }
  }
}
