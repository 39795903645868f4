package io.github.zohooauth.localzoho.internal.server;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Opens the JDK's servers on loopback ports, unstarted, and makes their threads. */
public final class ServerSockets {
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
   * Opens a port for {@code https}.
   *
   * @param port 0 for any that is free
   */
  public static HttpsServer https(int port) {
    try {
      return HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen for https on loopback port " + port, e);
    }
  }

  /** Returns daemon threads, as many as there are requests at a time. */
  public static ExecutorService threads() {
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, "local-zoho");
          thread.setDaemon(true);
          return thread;
        });
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
