package io.github.zohooauth.localzoho;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.zohooauth.localzoho.internal.server.ConnectProxy;
import io.github.zohooauth.localzoho.internal.server.Exchanges;
import io.github.zohooauth.localzoho.internal.server.RealNames;
import io.github.zohooauth.localzoho.internal.server.RequestLog;
import io.github.zohooauth.localzoho.internal.server.ServerSockets;
import io.github.zohooauth.localzoho.internal.server.TestAuthority;
import io.github.zohooauth.localzoho.internal.state.World;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * A local Zoho under the real host names: {@code https} servers on loopback ports, and a proxy that
 * connects names such as {@code accounts.zoho.eu:443} to them. The proxy refuses every other name.
 * A client that uses no proxy opens a port itself, by a hosts file or its own resolver.
 * Thread-safe.
 */
public final class TlsFront implements AutoCloseable {
  private static final int HTTPS = 443;

  private final World world;
  private final RequestLog log;
  private final Faults faults;
  private final TestAuthority authority = TestAuthority.create();
  private final List<HttpsServer> servers = new ArrayList<>();
  private final ConnectProxy proxy;
  private final AtomicBoolean open = new AtomicBoolean(true);

  TlsFront(World world, RequestLog log, Faults faults, Executor executor, int... ports) {
    this.world = world;
    this.log = log;
    this.faults = faults;
    SSLContext context = authority.serving(RealNames.hosts());
    try {
      for (int port : ports) {
        HttpsServer server = ServerSockets.https(port);
        servers.add(server);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(executor);
        server.createContext("/", handler(server.getAddress().getPort()));
        server.start(); // a server that was not started would keep its port when it is stopped
      }
      proxy =
          new ConnectProxy(
              name -> name.endsWith(":" + HTTPS) && RealNames.place(host(name)).isPresent(),
              servers.get(0).getAddress(),
              executor);
    } catch (RuntimeException e) {
      servers.forEach(server -> server.stop(0));
      throw e;
    }
  }

  void start() {
    proxy.start();
  }

  /** Returns where the servers listen, in the order of the ports that were asked for. */
  public List<InetSocketAddress> addresses() {
    return servers.stream().map(HttpsServer::getAddress).toList();
  }

  /** Returns a context that trusts this front's certificate authority alone. */
  public SSLContext sslContext() {
    return authority.trusting();
  }

  /** Returns a selector that sends everything through this front's proxy. */
  public ProxySelector proxySelector() {
    return ProxySelector.of(proxyAddress());
  }

  /** Returns where the proxy listens. */
  public InetSocketAddress proxyAddress() {
    return proxy.address();
  }

  /**
   * Returns the certificate that clients must trust. Its key is made at the start and is in memory
   * alone.
   */
  public X509Certificate authority() {
    return authority.certificate();
  }

  /** Returns that certificate as PEM, for clients that read it from a file. */
  public String authorityPem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(authority().getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the {@code host:port} of each connection that the proxy refused, in order. */
  public List<String> refused() {
    return proxy.refused();
  }

  /** Stops the proxy and the servers. Closing the local Zoho does this, too. */
  @Override
  public void close() {
    if (open.getAndSet(false)) {
      proxy.close();
      servers.forEach(server -> server.stop(0));
    }
  }

  /** Names the real hosts in answers as the request did: with this server's port, or without. */
  private HttpHandler handler(int port) {
    Exchanges plain = exchanges(new RealNames(), ":" + HTTPS);
    Exchanges ported = exchanges(RealNames.at(port), ":" + port);
    return exchange -> {
      String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
      (port != HTTPS && host.endsWith(":" + port) ? ported : plain).handle(exchange);
    };
  }

  private Exchanges exchanges(RealNames names, String port) {
    return new Exchanges(
        host -> RealNames.place(host.endsWith(port) ? host(host) : host),
        new Sites(world, names),
        log,
        faults::take);
  }

  private static String host(String authority) {
    return authority.substring(0, authority.lastIndexOf(':'));
  }
}
