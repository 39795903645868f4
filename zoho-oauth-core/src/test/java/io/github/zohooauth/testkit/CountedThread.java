package io.github.zohooauth.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One thread for all work of an HTTP client, whose use of memory can be asked for. */
public final class CountedThread implements AutoCloseable {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final long id =
      CompletableFuture.supplyAsync(() -> Thread.currentThread().getId(), executor).join();

  /** Bytes that this thread and the caller's have allocated so far. */
  public long allocatedBytes() {
    return THREADS.getThreadAllocatedBytes(id)
        + THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
