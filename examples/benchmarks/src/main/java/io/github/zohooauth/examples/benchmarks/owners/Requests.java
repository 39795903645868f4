package io.github.zohooauth.examples.benchmarks.owners;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests of this process: the JDK's HTTP client asks for a proxy before each. */
final class Requests extends ProxySelector {

  private final LongAdder count = new LongAdder();

  /** Counts from now on. Must be called before an HTTP client is made. */
  static Requests counted() {
    Requests requests = new Requests();
    ProxySelector.setDefault(requests);
    return requests;
  }

  long count() {
    return count.sum();
  }

  @Override
  public List<Proxy> select(URI uri) {
    count.increment();
    return List.of(Proxy.NO_PROXY);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
