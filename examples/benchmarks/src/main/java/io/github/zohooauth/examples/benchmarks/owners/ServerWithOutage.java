package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.TokenServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** An accounts server that goes away once, and comes back on the same port. */
final class ServerWithOutage implements AutoCloseable {

  /** Ports that no client gets for a connection, so that the server finds its port free. */
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 32_000;

  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final Queue<Socket> hanging = new ConcurrentLinkedQueue<>();
  private volatile TokenServer server;

  private ServerWithOutage(TokenServer server) {
    this.server = server;
  }

  static ServerWithOutage start() throws IOException {
    while (true) {
      try {
        int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
        return new ServerWithOutage(TokenServer.start(port, Duration.ZERO));
      } catch (BindException e) {
        // try another port
      }
    }
  }

  URI endpoint() {
    return server.endpoint();
  }

  /** Is away for this time, on a thread of its own. */
  void goAway(Fault fault, Duration time) {
    Thread thread = new Thread(() -> beAway(fault, time), "outage");
    thread.setDaemon(true);
    thread.start();
  }

  private void beAway(Fault fault, Duration time) {
    int port = server.port();
    server.close();
    try {
      Closeable instead = whenFree(() -> fault.start(port, hanging));
      ThisProcess.pause(time);
      instead.close();
      server = whenFree(() -> TokenServer.start(port, Duration.ZERO));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Start<T> {
    T start() throws IOException;
  }

  /** Starts what needs the port: the JDK's server closes it a little after its stop. */
  private static <T> T whenFree(Start<T> next) throws IOException {
    long end = System.nanoTime() + LONGEST_STOP.toNanos();
    while (true) {
      try {
        return next.start();
      } catch (BindException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        ThisProcess.pause(Duration.ofMillis(1));
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : hanging) {
      socket.close();
    }
  }
}
