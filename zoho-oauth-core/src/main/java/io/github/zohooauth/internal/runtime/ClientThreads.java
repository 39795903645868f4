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

/** The threads and connections that a client makes for itself: daemons, gone when idle. */
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

  /** Knows nothing of this object, as on JDK 17 an HTTP client ends when nobody else knows it. */
  private final HttpThreads httpThreads = new HttpThreads();

  private final Timer timer = new Timer(Daemon.FACTORY);
  private final AtomicReference<@Nullable HttpClient> http = new AtomicReference<>();
  private final OpenWork work = new OpenWork();

  /**
   * Makes none before there is work.
   *
   * @param watch what sees the work that is handed to its workers
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

  /** For renewals where nothing that they call may block but our own HTTP client. */
  public Executor starters() {
    return httpThreads.starters();
  }

  /** For what may block, as what callers hang on their futures: nothing waits behind it. */
  public Executor handover() {
    return watch.apply(handover);
  }

  /** The application's executor; work that it refuses is done here, so nothing is lost. */
  public Executor behind(Executor given) {
    return work -> {
      try {
        given.execute(work);
      } catch (RejectedExecutionException e) {
        executor.execute(work);
      }
    };
  }

  /** One thread for the application's listener, and a queue that ends somewhere. */
  public Executor teller() {
    return teller;
  }

  /** For pauses and deadlines, also of what is under way when the client is closed. */
  public Timer timer() {
    return timer;
  }

  /** Makes an HTTP client, and closes the one before it, which no longer works. */
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

  /** What is in progress. */
  public OpenWork work() {
    return work;
  }

  /**
   * Ends what is idle, and the rest when its work is done. An HTTP client can be closed from JDK 21
   * on; before, it goes with its last reference.
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
