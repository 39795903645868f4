package io.github.zohooauth.internal.runtime;

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
public final class OpenWork {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(25);

  private final Set<Step> steps = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> endings = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Work that {@code close()} waits for until its end. */
  public final class Step {

    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    /** Names this thread as the one of the step: if it closes the client, it does not wait. */
    public Step inThisThread() {
      thread = Thread.currentThread();
      return this;
    }

    /** Ends it; idempotent. */
    public void end() {
      steps.remove(this);
      end.complete(null);
    }

    private boolean isOfThisThread() {
      return thread == Thread.currentThread();
    }
  }

  public boolean isClosed() {
    return closed;
  }

  /**
   * Begins a step.
   *
   * @throws ClosedException if the client is closed; then the work of this step must not begin
   */
  public Step begin() {
    Step step = beginAnyway();
    if (closed) { // looked at after the step was added, so that close() misses none
      step.end();
      throw new ClosedException();
    }
    return step;
  }

  /** Begins a step with tokens that Zoho has issued already, also if the client is closed. */
  public Step beginAnyway() {
    Step step = new Step();
    steps.add(step);
    return step;
  }

  /** Does work as one step. */
  public <T> CompletableFuture<T> during(Supplier<CompletableFuture<T>> work) {
    Step step = begin();
    try {
      return work.get().whenComplete((result, failure) -> step.end());
    } catch (Throwable e) {
      step.end();
      throw e;
    }
  }

  /** Runs the ending when the client is closed, if the work is not complete by then. */
  public void endAtClose(CompletableFuture<?> work, Runnable ending) {
    endings.add(ending);
    work.whenComplete((result, failure) -> endings.remove(ending));
    if (closed) {
      ending.run();
    }
  }

  /** Refuses new steps from now on, and ends the work that only waits. */
  void close() {
    closed = true;
    endings.forEach(Runnable::run);
  }

  /** Waits for the steps; a thread of a client's own does not, because a step may need it. */
  void await() {
    if (Thread.currentThread() instanceof Daemon) {
      return;
    }
    CompletableFuture<?>[] open =
        steps.stream()
            .filter(step -> !step.isOfThisThread())
            .map(step -> step.end)
            .toArray(CompletableFuture<?>[]::new);
    boolean unused = Futures.isDoneWithin(LONGEST_CLOSE, CompletableFuture.allOf(open));
  }
}
