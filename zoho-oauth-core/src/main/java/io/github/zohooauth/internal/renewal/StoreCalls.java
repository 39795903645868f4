package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.store.TokenKey;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs the work of one client that calls its store, so that calls that hang do not starve others.
 *
 * <p>A key whose call hangs holds one thread and one connection. If too many calls hang, work that
 * has not begun is refused. A store in memory cannot hang, so its work does not wait. Thread-safe.
 */
public final class StoreCalls {

  private final boolean mayBlock;
  private final Executor executor;
  private final Executor ownThreads;
  private final StoreLanes lanes = new StoreLanes();
  private final HangingCalls hanging;

  /**
   * Makes the calls of one client.
   *
   * @param mayBlock whether calls of the store may block
   * @param executor the threads for the calls, which may be the application's
   * @param ownThreads threads that lose no work, for what must be done
   */
  public StoreCalls(
      String clientId,
      boolean mayBlock,
      Executor executor,
      Executor ownThreads,
      Delayer pauses,
      InstantSource clock) {
    this.mayBlock = mayBlock;
    this.executor = executor;
    this.ownThreads = ownThreads;
    this.hanging = new HangingCalls(clientId, pauses, clock, lanes::tellHanging);
  }

  /** Returns an executor for work of this key that is not refused, such as a save. */
  public Executor executorFor(TokenKey key) {
    return mayBlock ? work -> lanes.execute(key, new StoreLanes.Task(work), executor) : executor;
  }

  /**
   * Makes the first call for a caller. It is not made if the future completes before.
   *
   * @return the result; it fails with a {@link TokenStoreException} if too many calls hang
   */
  public <T> CompletableFuture<T> callOrRefuse(TokenKey key, Supplier<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable work = () -> complete(result, call);
    try {
      hanging.requireRoom();
    } catch (TokenStoreException e) {
      return CompletableFuture.failedFuture(e);
    }
    if (mayBlock && lanes.isInThisThread(key)) {
      work.run(); // the store asks its own client
    } else if (mayBlock) {
      lanes.execute(key, new StoreLanes.Task(work, () -> {}, result::isDone), executor);
    } else {
      executor.execute(work);
    }
    return result;
  }

  /** Does the first work for a caller, as {@link #callOrRefuse} makes a call. */
  public CompletableFuture<?> callOrRefuse(TokenKey key, Runnable work) {
    return callOrRefuse(
        key,
        () -> {
          work.run();
          return true;
        });
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> call) {
    try {
      result.complete(call.get());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  /**
   * Begins work of an admitted renewal. If the store cannot block, it runs in this thread.
   *
   * @param whenHanging called if a call of this key hangs before or during the work; idempotent
   * @param isOver whether the work is no longer needed
   * @throws TokenStoreException if too many calls hang
   */
  void runStep(TokenKey key, Runnable work, Runnable whenHanging, BooleanSupplier isOver) {
    if (!mayBlock) {
      work.run();
      return;
    }
    hanging.requireRoom();
    StoreLanes.Task task = new StoreLanes.Task(work, whenHanging, isOver);
    lanes.execute(key, task, executor);
    if (hanging.has(key)) {
      task.tellHanging();
    }
  }

  /**
   * Does work that must not be lost. It runs in this thread if the store cannot block, or if this
   * thread does other work of the key.
   */
  void runSurely(TokenKey key, Runnable work) {
    if (!mayBlock || lanes.isInThisThread(key)) {
      work.run();
    } else { // the application's executor may lose work
      lanes.executeAnyway(key, new StoreLanes.Task(work), ownThreads);
    }
  }

  /** Makes one call of the store. It is noted if it hangs. */
  <T> T call(TokenKey key, Supplier<T> storeCall) {
    return mayBlock ? hanging.during(key, storeCall) : storeCall.get();
  }
}
