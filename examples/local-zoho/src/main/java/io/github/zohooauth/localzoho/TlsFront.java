package io.github.zohooauth.localzoho;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * A local Zoho under the real host names: a proxy that leads {@code accounts.zoho.eu:443} and its
 * like to an {@code https} server here, and refuses every other name. Thread-safe.
 */
public final class TlsFront implements AutoCloseable {
  private final TestAuthority authority = TestAuthority.create();
  private final HttpsServer server;
  private final ConnectProxy proxy;
  private final AtomicBoolean open = new AtomicBoolean(true);

  TlsFront(World world, RequestLog log, Executor executor) {
    Map<String, Place> places = RealNames.places();
    server = ServerSockets.https();
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serving(places.keySet())));
    server.setExecutor(executor);
    server.createContext(
        "/",
        new Exchanges(
            host -> Optional.ofNullable(places.get(host)),
            new Sites(world, new RealNames()),
            log,
            world.faults()));
    proxy =
        new ConnectProxy(
            authority -> authority.endsWith(":443") && places.containsKey(host(authority)),
            server.getAddress(),
            executor);
  }

  void start() {
    server.start();
    proxy.start();
  }

  /** Returns a context that trusts this front's certificate authority and nobody else. */
  public SSLContext sslContext() {
    return authority.trusting();
  }

  /** Returns a selector that sends everything through this front's proxy. */
  public ProxySelector proxySelector() {
    return ProxySelector.of(proxyAddress());
  }

  public InetSocketAddress proxyAddress() {
    return proxy.address();
  }

  /**
   * Returns the certificate that clients must trust; its key is made at start and kept in memory.
   */
  public X509Certificate authority() {
    return authority.certificate();
  }

  /** Returns the {@code host:port} of each connection that the proxy refused, in order. */
  public List<String> refused() {
    return proxy.refused();
  }

  /** Stops proxy and server, once; closing the local Zoho does so too. */
  @Override
  public void close() {
    if (open.getAndSet(false)) {
      proxy.close();
      server.stop(0);
    }
  }

  private static String host(String authority) {
    return authority.substring(0, authority.lastIndexOf(':'));
  }
}
