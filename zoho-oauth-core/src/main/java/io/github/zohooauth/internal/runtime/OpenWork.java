package io.github.zohooauth.internal.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work in progress of one client: {@code close()} waits for some of it, and ends the rest.
 *
 * <p>It waits for a renewal that holds a lease, and for a sign-in whose code was sent. If the
 * application closed its store before, the tokens would be lost and the lease kept. Thread-safe.
 */
public final class OpenWork {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(25);

  private final Set<Step> steps = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> endings = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** The failure of a call to a closed client. Callers see an {@link IllegalStateException}. */
  public static final class ClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ClosedException() {
      super("the client is closed");
    }
  }

  /** A piece of work that {@code close()} waits for. */
  public final class Step {

    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    /**
     * Marks this thread as the one that does the step. If it closes the client, it does not wait
     * for itself.
     */
    public Step inThisThread() {
      thread = Thread.currentThread();
      return this;
    }

    /** Ends the step; idempotent. */
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

  /** Begins a step, or refuses it if the client is closed. */
  public Step begin() {
    Step step = beginAnyway();
    if (closed) { // read after the step was added, so that close() misses no step
      step.end();
      throw new ClosedException();
    }
    return step;
  }

  /** Begins a step even if the client is closed, because Zoho has already issued its tokens. */
  public Step beginAnyway() {
    Step step = new Step();
    steps.add(step);
    return step;
  }

  /** Does the work as one step. */
  public <T> CompletableFuture<T> during(Supplier<CompletableFuture<T>> work) {
    Step step = begin();
    try {
      return work.get().whenComplete((result, failure) -> step.end());
    } catch (Throwable e) {
      step.end();
      throw e;
    }
  }

  /** Runs {@code ending} when the client is closed, unless the work is complete by then. */
  public void endAtClose(CompletableFuture<?> work, Runnable ending) {
    endings.add(ending);
    work.whenComplete((result, failure) -> endings.remove(ending));
    if (closed) {
      ending.run();
    }
  }

  /** Refuses new steps, and ends the work that only waits. */
  void close() {
    closed = true;
    endings.forEach(Runnable::run);
  }

  /** Waits for the steps. A thread of a client does not wait, because a step may need it. */
  void await() {
    if (Thread.currentThread() instanceof ClientThreads.Daemon) {
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
