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
  /** The threads of store calls that hang, which are not among those of the renewals. */
  private static final int HANGING = 64;

  private static final int MAX_QUEUED_EVENTS = 1_000;
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
   * The threads of the HTTP client. A request that is sent on a starter begins on that thread,
   * without waking another one. It must not reference the {@link ClientThreads}, because before JDK
   * 21 an {@code HttpClient} stops only when it is garbage collected.
   */
  private static final class HttpThreads implements Executor {

    private static final class Starter extends Daemon {
      Starter(Runnable work) {
        super(work);
      }
    }

    private final ThreadPoolExecutor starters = unlimited(Starter::new);
    private final ThreadPoolExecutor readers = unlimited(Daemon::new);

    @Override
    public void execute(Runnable work) {
      if (Thread.currentThread() instanceof Starter) {
        work.run();
      } else {
        readers.execute(work);
      }
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

    GrowingPool(int threads) {
      super(
          0,
          threads,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new Queue(),
          Daemon::new,
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
  private final ThreadPoolExecutor handover = unlimited(Daemon::new);
  private final ThreadPoolExecutor admitters = new GrowingPool(4);
  private final ThreadPoolExecutor listenerThread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_QUEUED_EVENTS),
          Daemon::new);
  private final HttpThreads forHttp = new HttpThreads();
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
    this.executor = new GrowingPool(renewals + HANGING);
    listenerThread.allowCoreThreadTimeOut(true);
    this.timer = new Timer(Daemon::new, clock);
  }

  /** Returns a pool without a queue, so that no work waits behind a hanging DNS lookup or store. */
  private static ThreadPoolExecutor unlimited(ThreadFactory daemons) {
    return new ThreadPoolExecutor(
        0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons);
  }

  public Executor executor() {
    return watch.apply(executor);
  }

  /** Returns threads for renewals that call nothing which may block, except our own HTTP client. */
  public Executor starters() {
    return forHttp.starters;
  }

  /** Returns four threads that pass renewals on to {@link #executor}, which does not block. */
  public Executor admitters() {
    return watch.apply(admitters);
  }

  /** Returns threads for callbacks on callers' futures, which may block. No work is queued. */
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

  public Executor listenerThread() {
    return listenerThread;
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
    for (ThreadPoolExecutor pool :
        List.of(executor, admitters, handover, listenerThread, forHttp.starters, forHttp.readers)) {
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
