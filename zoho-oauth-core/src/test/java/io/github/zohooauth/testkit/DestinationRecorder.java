package io.github.zohooauth.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Where the library wants to go: each destination is written down, and none is reached. */
public final class DestinationRecorder extends ProxySelector implements AutoCloseable {

  private final Queue<URI> asked = new ConcurrentLinkedQueue<>();
  private final ForbiddenServer trap = new ForbiddenServer();
  public final HttpClient http = HttpClient.newBuilder().proxy(this).build();

  public DestinationRecorder() throws IOException {}

  /** Those since the last question. */
  public List<URI> drain() {
    List<URI> drained = List.copyOf(asked);
    asked.clear();
    return drained;
  }

  @Override
  public List<Proxy> select(URI uri) {
    asked.add(uri);
    URI base = URI.create(trap.base());
    InetSocketAddress nowhere = new InetSocketAddress(base.getHost(), base.getPort());
    return List.of(new Proxy(Proxy.Type.HTTP, nowhere));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {}

  @Override
  public void close() throws IOException {
    trap.close();
  }
}
