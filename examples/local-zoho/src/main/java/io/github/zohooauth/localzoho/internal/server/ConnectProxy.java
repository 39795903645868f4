package io.github.zohooauth.localzoho.internal.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** An HTTP proxy that knows {@code CONNECT} only and leads every host it allows to one server. */
public final class ConnectProxy implements AutoCloseable {
  private static final int LONGEST_HEAD = 8192;

  private final Predicate<String> allowed;
  private final InetSocketAddress target;
  private final Executor executor;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  /**
   * Opens a port; {@link #start} begins to listen.
   *
   * @param allowed which {@code host:port} to connect
   */
  public ConnectProxy(Predicate<String> allowed, InetSocketAddress target, Executor executor) {
    this.allowed = allowed;
    this.target = target;
    this.executor = executor;
    try {
      listener = new ServerSocket();
      listener.bind(ServerSockets.loopback());
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port for the proxy", e);
    }
  }

  public void start() {
    executor.execute(this::accept);
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Returns the {@code host:port} of each connection refused, in order. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  @Override
  public void close() {
    closeQuietly(listener);
    sockets.forEach(ConnectProxy::closeQuietly);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        executor.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    sockets.add(client);
    try (client) {
      client.setTcpNoDelay(true);
      Optional<String> authority = authority(head(client.getInputStream()));
      if (authority.filter(allowed).isEmpty()) {
        refused.add(authority.orElse("not a CONNECT request"));
        answer(client, "403 Forbidden", "Content-Length: 0\r\nConnection: close\r\n");
        return;
      }
      try (Socket server = new Socket(target.getAddress(), target.getPort())) {
        sockets.add(server);
        server.setTcpNoDelay(true);
        answer(client, "200 Connection established", "");
        executor.execute(() -> pump(server, client));
        pump(client, server);
      }
    } catch (IOException hungUp) {
      // Either side may leave at any time; the other notices by its own closed socket.
    } finally {
      sockets.removeIf(Socket::isClosed);
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException hungUp) {
      // As in serve: closing both is the answer.
    }
  }

  private static void answer(Socket client, String status, String headers) throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n" + headers + "\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads byte by byte up to the empty line: what follows belongs to the tunnel. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static Optional<String> authority(String head) {
    String[] words = head.lines().findFirst().orElse("").split(" ", -1);
    return words.length == 3 && words[0].equals("CONNECT")
        ? Optional.of(words[1])
        : Optional.empty();
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException alreadyGone) {
      // Nothing is left to do with it.
    }
  }
}
