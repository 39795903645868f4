package io.github.zohooauth.testkit;

import io.github.zohooauth.DataCenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A server on bare sockets, for what an HTTP server never does. */
public final class RawServer implements AutoCloseable {

  /** What becomes of a connection; when it returns or throws, the connection is closed. */
  public interface Behaviour {
    void serve(RawConnection connection) throws IOException;
  }

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger entered = new AtomicInteger();
  private final AtomicReference<@Nullable AssertionError> complaint = new AtomicReference<>();
  private final Behaviour behaviour;
  private final CountDownLatch accepting = new CountDownLatch(1);

  public RawServer(Behaviour behaviour) throws IOException {
    this(0, behaviour);
  }

  /** Makes a server at this port; 0 for any. */
  public RawServer(int port, Behaviour behaviour) throws IOException {
    server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.behaviour = behaviour;
    daemon(this::accept);
  }

  public DataCenter dataCenter() {
    URI accounts = URI.create("http://localhost:" + server.getLocalPort());
    return DataCenter.of("eu", accounts, URI.create(TokenAnswer.BASE));
  }

  /** How many requests, whole or in part, have come in so far. */
  public int entered() {
    return entered.get();
  }

  /** Throws what a connection had to complain of. */
  public void throwComplaint() {
    AssertionError first = complaint.get();
    if (first != null) {
      throw first;
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    } finally {
      accepting.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      behaviour.serve(new RawConnection(socket, entered));
    } catch (IOException e) {
      // The client went away, which is its right.
    } catch (AssertionError e) {
      complaint.compareAndSet(null, e);
    } finally {
      open.remove(socket);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Closes the port and then the connections, so that no client connects again meanwhile. */
  @Override
  public void close() throws IOException {
    server.close();
    try {
      accepting.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket socket : open) {
      socket.close();
    }
  }
}
