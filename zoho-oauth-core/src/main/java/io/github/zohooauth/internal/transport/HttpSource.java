package io.github.zohooauth.internal.transport;

import static io.github.zohooauth.internal.text.Log.LOG;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one client: the application's, or one of our own. Thread-safe.
 *
 * <p>An {@link OutOfMemoryError} may end the one thread by which an HTTP client opens connections
 * and reads, and then no call of it completes any more. So our own is made anew after calls in a
 * row that had no connection.
 */
public final class HttpSource {

  /** After this many calls in a row without a connection, the thread counts as dead. */
  private static final int SILENT_CALLS = 3;

  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);

  private final @Nullable Supplier<HttpClient> maker;
  private final AtomicInteger silent = new AtomicInteger();
  private volatile HttpClient client;
  private volatile long renewableFrom = System.nanoTime();

  private HttpSource(HttpClient client, @Nullable Supplier<HttpClient> maker) {
    this.client = client;
    this.maker = maker;
  }

  /** The application's, which is never made anew. */
  public static HttpSource given(HttpClient client) {
    return new HttpSource(client, null);
  }

  /** Our own: the library alone sees what it returns. */
  public static HttpSource own(Supplier<HttpClient> maker) {
    return new HttpSource(maker.get(), maker);
  }

  public boolean isOwn() {
    return maker != null;
  }

  /** Whether a request with an {@code Authorization} header would lose it. */
  boolean dropsAuthorization() {
    return DroppedHeader.by(client);
  }

  public HttpClient client() {
    return client;
  }

  /**
   * Host and port of the proxy to this place; null if there is none, or none is known.
   *
   * <p>A selector of the application's own class is not asked once more: it may block, or choose
   * another proxy each time.
   */
  @Nullable String proxy(URI place) {
    ProxySelector selector = client.proxy().orElseGet(ProxySelector::getDefault);
    if (selector == null || selector.getClass().getModule() != Object.class.getModule()) {
      return null;
    }
    return selector.select(place).stream()
        .limit(1) // the JDK's HTTP client tries no other
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(Proxy::address)
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .map(address -> address.getHostString() + ":" + address.getPort())
        .findFirst()
        .orElse(null);
  }

  /** Notes a call that had a connection, or a failure that shows that the HTTP client works. */
  void noteWorking() {
    silent.set(0);
  }

  /** Notes a call that failed without a connection, although the server was not unreachable. */
  public void noteSilence() {
    Supplier<HttpClient> own = maker;
    long from = renewableFrom;
    if (silent.incrementAndGet() < SILENT_CALLS || own == null || System.nanoTime() - from < 0) {
      return;
    }
    if (isMadeAnew(own, from)) {
      LOG.log(
          Level.WARNING,
          "The HTTP client is made anew, because {0} calls in a row had no connection",
          SILENT_CALLS);
    }
  }

  /** Makes the client anew, unless another call has; no log is written by the holder. */
  private synchronized boolean isMadeAnew(Supplier<HttpClient> own, long from) {
    if (renewableFrom != from) {
      return false;
    }
    client = own.get();
    renewableFrom = System.nanoTime() + SHORTEST_LIFE.toNanos();
    silent.set(0);
    return true;
  }
}
