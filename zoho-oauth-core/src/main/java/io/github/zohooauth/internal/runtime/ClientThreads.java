package io.github.zohooauth.internal.runtime;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The threads and connections of one client. The threads are daemons and stop when idle. */
public final class ClientThreads {
  /** The number of store calls that may hang. Each keeps a thread beside those of the renewals. */
  public static final int MOST_HANGING = 64;

  private static final int READERS = 16;
  private static final int IDLE_SECONDS = 5;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * A daemon thread that inherits nothing.
   *
   * <p>It does not inherit the context class loader or inheritable thread-locals of the thread that
   * creates it. That thread may belong to an application's request.
   */
  public static class Daemon extends Thread {

    private static final AtomicInteger COUNT = new AtomicInteger();

    public Daemon(Runnable work) {
      super(null, work, "zoho-oauth-" + COUNT.incrementAndGet(), 0, false);
      setContextClassLoader(Daemon.class.getClassLoader());
      setDaemon(true);
    }
  }

  /**
   * A pool that adds a thread when all are busy. Work waits only if the pool has its most threads.
   *
   * <p>A {@link ThreadPoolExecutor} with an unbounded queue would add no thread, or would add them
   * while others are idle.
   */
  private static final class GrowingPool extends ThreadPoolExecutor {

    private final AtomicInteger unfinished = new AtomicInteger();

    GrowingPool(int threads, ThreadFactory daemons) {
      super(
          0,
          threads,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new Queue(),
          daemons,
          (work, pool) -> ((Queue) pool.getQueue()).addAnyway(work));
      ((Queue) getQueue()).pool = this;
    }

    /** A queue that refuses work while the pool can add a thread for it. */
    private static final class Queue extends LinkedBlockingQueue<Runnable> {

      private static final long serialVersionUID = 1;

      private transient @Nullable GrowingPool pool;

      @Override
      public boolean offer(Runnable work) {
        return (pool == null || !pool.shouldGrow()) && super.offer(work);
      }

      void addAnyway(Runnable work) {
        super.offer(work);
      }
    }

    private boolean shouldGrow() {
      return unfinished.get() > getPoolSize() && getPoolSize() < getMaximumPoolSize();
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

  private final UnaryOperator<Executor> watch;
  private final ThreadPoolExecutor executor;

  /** A pool without a queue, so that no work waits behind a hanging DNS lookup or store. */
  private final ThreadPoolExecutor handover =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          HttpThreads.Starter::new);

  private final ThreadPoolExecutor admitters = new GrowingPool(4, Daemon::new);
  private final HttpThreads forHttp =
      new HttpThreads(handover, new GrowingPool(READERS, HttpThreads.Reader::new));
  private final Timer timer;
  private final AtomicReference<@Nullable HttpClient> http = new AtomicReference<>();
  private final OpenWork work = new OpenWork();

  /**
   * Starts no thread before there is work.
   *
   * @param watch wraps the executors, so that tests see their work
   * @param renewals how many renewals are in progress at a time
   * @param clock measures the pauses that Zoho asked for
   */
  public ClientThreads(UnaryOperator<Executor> watch, int renewals, InstantSource clock) {
    this.watch = watch;
    this.executor = new GrowingPool(renewals + MOST_HANGING, HttpThreads.Starter::new);
    this.timer = new Timer(Daemon::new, clock);
  }

  /** Returns the threads of the renewals. They also begin the requests of the renewals. */
  public Executor executor() {
    return watch.apply(executor);
  }

  /** Returns four threads that pass renewals on to {@link #executor}, which does not block. */
  public Executor admitters() {
    return watch.apply(admitters);
  }

  /** Returns threads for callers' callbacks and for requests, which may block. None is queued. */
  public Executor handover() {
    return watch.apply(handover);
  }

  /** Returns the application's executor. Work that it rejects runs on the client's own threads. */
  public Executor orOwn(Executor given) {
    return work -> {
      try {
        given.execute(work);
      } catch (RejectedExecutionException e) {
        executor.execute(work);
      }
    };
  }

  /** Returns threads for calls of listeners, which may block. No work is queued. */
  public Executor listeners() {
    return handover;
  }

  /** Returns the timer, which still serves the work in progress after {@link #close}. */
  public Timer timer() {
    return timer;
  }

  /** Makes an HTTP client, and closes the previous one, which no longer works. */
  public HttpClient httpClient() {
    HttpClient made =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // no limit of streams, and less to set up
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(forHttp)
            .build();
    if (http.getAndSet(made) instanceof AutoCloseable before) {
      handover.execute(() -> close(before));
    }
    return made;
  }

  public OpenWork work() {
    return work;
  }

  /**
   * Stops idle threads now, and the others soon after their work is done. Before JDK 21, an HTTP
   * client of our own stops only when it is garbage collected.
   */
  public void close() {
    work.close();
    for (ThreadPoolExecutor pool : List.of(executor, admitters, handover, forHttp.readers())) {
      pool.setKeepAliveTime(100, TimeUnit.MILLISECONDS);
    }
    timer.close();
    if (http.get() instanceof AutoCloseable last) {
      timer.whenIdle(() -> handover.execute(() -> close(last)));
    }
    work.await();
  }

  private static void close(AutoCloseable httpClient) {
    try {
      httpClient.close();
    } catch (Exception e) {
      throw new IllegalStateException("an HTTP client does not throw on close", e);
    }
  }
}
