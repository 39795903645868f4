package io.github.zohooauth.internal.runtime;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The threads and connections of one client. The threads are daemons and stop when idle. */
public final class ClientThreads {

  private static final int MAX_THREADS = 16;
  private static final int MAX_UNTOLD = 1_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final UnaryOperator<Executor> watch;
  private final ThreadPoolExecutor executor = workers();
  private final ThreadPoolExecutor handover = Daemon.asMany(Daemon.FACTORY);
  private final ThreadPoolExecutor teller =
      new ThreadPoolExecutor(
          1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_UNTOLD), Daemon.FACTORY);

  /**
   * Must not reference this object. Before JDK 21 an {@code HttpClient} stops only when it is
   * garbage collected.
   */
  private final HttpThreads httpThreads = new HttpThreads();

  private final Timer timer = new Timer(Daemon.FACTORY);
  private final AtomicReference<@Nullable HttpClient> http = new AtomicReference<>();
  private final OpenWork work = new OpenWork();

  /**
   * Starts no thread before there is work.
   *
   * @param watch wraps the executors, so that tests see their work
   */
  public ClientThreads(UnaryOperator<Executor> watch) {
    this.watch = watch;
    teller.allowCoreThreadTimeOut(true);
  }

  private static ThreadPoolExecutor workers() {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Daemon.FACTORY);
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  public Executor executor() {
    return watch.apply(executor);
  }

  /** Returns threads for renewals that call nothing which may block, except our own HTTP client. */
  public Executor starters() {
    return httpThreads.starters();
  }

  /**
   * Returns threads for work that may block, such as callbacks on callers' futures. No work is
   * queued.
   */
  public Executor handover() {
    return watch.apply(handover);
  }

  /** Returns the application's executor. Work that it rejects runs on the client's own threads. */
  public Executor behind(Executor given) {
    return work -> {
      try {
        given.execute(work);
      } catch (RejectedExecutionException e) {
        executor.execute(work);
      }
    };
  }

  /** Returns one thread with a bounded queue for the application's listeners. */
  public Executor teller() {
    return teller;
  }

  /**
   * Returns the timer of pauses and deadlines. After close it still serves the work in progress.
   */
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
            .executor(httpThreads)
            .build();
    if (http.getAndSet(made) instanceof AutoCloseable before) {
      handover.execute(() -> close(before));
    }
    return made;
  }

  /** Returns the work in progress. */
  public OpenWork work() {
    return work;
  }

  /**
   * Stops idle threads now, and the others when their work is done. An HTTP client has {@code
   * close()} since JDK 21. On earlier versions it stops when it is garbage collected.
   */
  public void close() {
    work.close();
    Daemon.retire(executor);
    Daemon.retire(handover);
    Daemon.retire(teller);
    httpThreads.close();
    timer.close();
    if (http.get() instanceof AutoCloseable closeable) {
      timer.atTheEnd(() -> handover.execute(() -> close(closeable)));
    }
    work.await();
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("an HTTP client does not throw on close", e);
    }
  }
}
