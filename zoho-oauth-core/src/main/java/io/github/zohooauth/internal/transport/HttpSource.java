package io.github.zohooauth.internal.transport;

import static io.github.zohooauth.internal.text.Log.LOG;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client that the library uses: the application's or our own.
 *
 * <p>An HTTP client has one thread that opens connections and reads. If an {@link OutOfMemoryError}
 * ends it, no call completes any more. So our own HTTP client is replaced after several calls in a
 * row without a connection. Thread-safe.
 */
public final class HttpSource {

  /** The number of calls in a row without a connection after which the thread counts as dead. */
  private static final int SILENT_CALLS = 3;

  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);

  private final @Nullable Supplier<HttpClient> maker;
  private final AtomicInteger silent = new AtomicInteger();
  private volatile HttpClient client;
  private volatile long replaceableFrom = System.nanoTime();

  private HttpSource(HttpClient client, @Nullable Supplier<HttpClient> maker) {
    this.client = client;
    this.maker = maker;
  }

  /** Returns a source with the application's HTTP client, which is never replaced. */
  public static HttpSource given(HttpClient client) {
    return new HttpSource(client, null);
  }

  /** Returns a source with our own HTTP client, which the application never sees. */
  public static HttpSource own(Supplier<HttpClient> maker) {
    return new HttpSource(maker.get(), maker);
  }

  public boolean isOwn() {
    return maker != null;
  }

  public HttpClient client() {
    return client;
  }

  /**
   * Returns whether the JDK sends this client's requests without their {@code Authorization}
   * header.
   *
   * <p>JDK 17 removes that header if the client has an {@link java.net.Authenticator}. This happens
   * even if the Authenticator is for proxies only. No option restores it. JDK 25 sends the header.
   */
  public static boolean dropsAuthorization(HttpClient client) {
    return client.authenticator().isPresent() && jdkDropsAuthorization();
  }

  /** Returns the message about such a client, with a sentence that says what was not sent. */
  public static String droppedAuthorization(String option, String unsent) {
    return option
        + ": has an Authenticator, and the HTTP client of this JDK then leaves out the Authorization"
        + " header. "
        + unsent
        + " Use a JDK that sends it, such as 25, or an HttpClient without an Authenticator.";
  }

  /**
   * Looks for the JDK's method that removes the header. The version of the JDK is not enough,
   * because a later release of any version may have the fix.
   */
  private static boolean jdkDropsAuthorization() {
    try {
      Class<?> filters =
          Class.forName(
              "jdk.internal.net.http.common.Utils", false, HttpClient.class.getClassLoader());
      return Arrays.stream(filters.getMethods())
          .anyMatch(method -> method.getName().equals("CONTEXT_RESTRICTED"));
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Returns host and port of the proxy for this URI; null if none is used or known.
   *
   * <p>A proxy selector of the application is not called again. It may block, or choose another
   * proxy each time.
   */
  @Nullable String proxy(URI place) {
    ProxySelector selector = client.proxy().orElseGet(ProxySelector::getDefault);
    if (selector == null || selector.getClass().getModule() != Object.class.getModule()) {
      return null;
    }
    return selector.select(place).stream()
        .limit(1) // the JDK's HTTP client tries the first only
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(Proxy::address)
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .map(address -> address.getHostString() + ":" + address.getPort())
        .findFirst()
        .orElse(null);
  }

  void noteWorking() {
    silent.set(0);
  }

  /**
   * Records a call without a connection, whose failure does not say that the server is unreachable.
   */
  public void noteSilence() {
    Supplier<HttpClient> own = maker;
    long from = replaceableFrom;
    if (silent.incrementAndGet() < SILENT_CALLS || own == null || System.nanoTime() - from < 0) {
      return;
    }
    if (replace(own, from)) {
      LOG.log(
          Level.WARNING,
          "The HTTP client is made anew, because {0} calls in a row had no connection",
          SILENT_CALLS);
    }
  }

  /** Replaces the HTTP client, unless another call has. The holder of the lock writes no log. */
  private synchronized boolean replace(Supplier<HttpClient> own, long from) {
    if (replaceableFrom != from) {
      return false;
    }
    client = own.get();
    replaceableFrom = System.nanoTime() + SHORTEST_LIFE.toNanos();
    silent.set(0);
    return true;
  }
}
