package io.github.zohooauth.localzoho;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Opens the JDK's servers on loopback ports, unstarted. */
final class ServerSockets {
  static {
    // Head and body are two writes of the JDK's server; without this each answer waits 40 ms for
    // the client's delayed acknowledgement. The JDK reads it once, when its first server is made.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private ServerSockets() {}

  static HttpServer http() {
    try {
      return HttpServer.create(loopback(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port for http", e);
    }
  }

  /**
   * @param port 0 for any that is free
   */
  static HttpsServer https(int port) {
    try {
      return HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen for https on loopback port " + port, e);
    }
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
