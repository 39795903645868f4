package io.github.zohooauth.localzoho;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * One HTTP server per place, on a loopback port that is opened when first asked for. Thread-safe.
 */
final class LoopbackServers implements Addresses, AutoCloseable {
  private final Sites sites;
  private final RequestLog log;
  private final Faults faults;
  private final Executor executor;
  private final Map<Place, HttpServer> servers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  LoopbackServers(World world, RequestLog log, Executor executor) {
    this.sites = new Sites(world, this);
    this.log = log;
    this.faults = world.faults();
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
  boolean serve(URI uri) {
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

  /** Stops the server of a place once, whoever comes first: closing, or opening too late. */
  private void stop(Place place) {
    HttpServer server = servers.remove(place);
    if (server != null) {
      server.stop(0);
    }
  }

  private HttpServer open(Place place) {
    HttpServer server = ServerSockets.http();
    server.setExecutor(executor);
    server.createContext("/", new Exchanges(host -> Optional.of(place), sites, log, faults));
    server.start();
    return server;
  }
}
