package io.github.zohooauth.internal.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A pool that adds a thread when all are busy. Work waits only if the pool has its most threads.
 *
 * <p>A {@link ThreadPoolExecutor} with an unbounded queue would add no thread, or would add them
 * while others are idle.
 */
final class GrowingPool extends ThreadPoolExecutor {

  private final AtomicInteger unfinished = new AtomicInteger();

  GrowingPool(int threads, int idleSeconds, ThreadFactory factory) {
    super(0, threads, idleSeconds, TimeUnit.SECONDS, new Queue(), factory, GrowingPool::addAnyway);
    ((Queue) getQueue()).pool = this;
  }

  /** A queue that refuses work while the pool can add a thread for it. */
  private static final class Queue extends LinkedBlockingQueue<Runnable> {

    private static final long serialVersionUID = 1;

    private transient @Nullable GrowingPool pool;

    @Override
    public boolean offer(Runnable work) {
      GrowingPool mine = pool;
      boolean waits = mine == null || mine.hasIdleThread() || mine.isFull();
      return waits && super.offer(work);
    }

    void addAnyway(Runnable work) {
      super.offer(work);
    }
  }

  private boolean hasIdleThread() {
    return unfinished.get() <= getPoolSize();
  }

  private boolean isFull() {
    return getPoolSize() >= getMaximumPoolSize();
  }

  private static void addAnyway(Runnable work, ThreadPoolExecutor pool) {
    ((Queue) pool.getQueue()).addAnyway(work);
  }

  @Override
  public void execute(Runnable work) {
    unfinished.incrementAndGet();
    try {
      super.execute(work);
    } catch (Throwable e) { // such as if the machine has no thread left
      unfinished.decrementAndGet();
      throw e;
    }
  }

  @Override
  protected void afterExecute(Runnable work, @Nullable Throwable failure) {
    unfinished.decrementAndGet();
  }
}
