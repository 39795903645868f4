package io.github.zohooauth.localzoho.internal.server;

import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One HTTP server per place, on a loopback port that is opened when first asked for. Thread-safe.
 */
public final class LoopbackServers implements Addresses, AutoCloseable {
  private final Function<Place, Site> sites;
  private final RequestLog log;
  private final Function<ReceivedRequest, Optional<Mishap>> mishaps;
  private final Executor executor;
  private final Map<Place, HttpServer> servers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Makes servers that open their ports later.
   *
   * @param sites what answers at each place, if it names servers by these addresses
   * @param mishaps what goes wrong with a request, empty if nothing does
   */
  public LoopbackServers(
      Function<Addresses, Function<Place, Site>> sites,
      RequestLog log,
      Function<ReceivedRequest, Optional<Mishap>> mishaps,
      Executor executor) {
    this.sites = sites.apply(this);
    this.log = log;
    this.mishaps = mishaps;
    this.executor = executor;
  }

  @Override
  public URI of(Place place) {
    InetSocketAddress address = servers.computeIfAbsent(place, this::open).getAddress();
    if (closed) {
      stop(place);
      throw new IllegalStateException("this local Zoho is closed");
    }
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  /** Returns whether a URI leads to one of these servers. */
  public boolean serve(URI uri) {
    return servers.values().stream()
        .map(HttpServer::getAddress)
        .anyMatch(
            address ->
                address.getAddress().getHostAddress().equals(uri.getHost())
                    && address.getPort() == uri.getPort());
  }

  @Override
  public void close() {
    closed = true;
    servers.keySet().forEach(this::stop);
  }

  /** Stops the server of a place once, from closing or from opening too late. */
  private void stop(Place place) {
    HttpServer server = servers.remove(place);
    if (server != null) {
      server.stop(0);
    }
  }

  private HttpServer open(Place place) {
    HttpServer server = ServerSockets.http();
    server.setExecutor(executor);
    server.createContext("/", new Exchanges(host -> Optional.of(place), sites, log, mishaps));
    server.start();
    return server;
  }
}
