package io.github.zohooauth;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work of one client that its {@code close()} waits for, and the work that it ends.
 * Thread-safe.
 *
 * <p>A renewal that holds a lease and a sign-in whose code was sent are waited for: their tokens
 * would be lost, and their lease kept, if the application closed its store first.
 */
final class OpenWork {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(25);

  private final Set<Step> steps = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> endings = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Work that {@code close()} waits for until its end. */
  final class Step {

    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    /** Goes on in this thread, which may close the client and then does not wait for itself. */
    Step here() {
      thread = Thread.currentThread();
      return this;
    }

    /** Ends it; idempotent. */
    void end() {
      steps.remove(this);
      over.complete(null);
    }

    private boolean isInThisThread() {
      return thread == Thread.currentThread();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Begins a step.
   *
   * @throws ClosedException if the client is closed; what this step is for must not begin
   */
  Step begin() {
    Step step = goOn();
    if (closed) { // looked at after the step was added, so that close() misses none
      step.end();
      throw new ClosedException();
    }
    return step;
  }

  /** Begins a step with tokens that are there already, also if the client is closed. */
  Step goOn() {
    Step step = new Step();
    steps.add(step);
    return step;
  }

  /** Does work as one step. */
  <T> CompletableFuture<T> during(Supplier<CompletableFuture<T>> work) {
    Step step = begin();
    try {
      return work.get().whenComplete((result, failure) -> step.end());
    } catch (Throwable e) {
      step.end();
      throw e;
    }
  }

  /** Does this when the client is closed, if the work is not over by then. */
  void endAtClose(CompletableFuture<?> work, Runnable ending) {
    endings.add(ending);
    work.whenComplete((result, failure) -> endings.remove(ending));
    if (closed) {
      ending.run();
    }
  }

  /** Ends what only waits; nothing begins from now on. */
  void close() {
    closed = true;
    endings.forEach(Runnable::run);
  }

  /** Waits for the steps, but not in a thread of a client's own, for which they may wait. */
  void await() {
    if (Thread.currentThread() instanceof Daemon) {
      return;
    }
    CompletableFuture<?>[] open =
        steps.stream()
            .filter(step -> !step.isInThisThread())
            .map(step -> step.over)
            .toArray(CompletableFuture<?>[]::new);
    boolean unused = Await.isDoneWithin(LONGEST_CLOSE, CompletableFuture.allOf(open));
  }
}
