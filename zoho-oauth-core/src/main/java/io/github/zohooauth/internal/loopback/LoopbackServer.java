package io.github.zohooauth.internal.loopback;

import static java.net.StandardProtocolFamily.INET;
import static java.net.StandardProtocolFamily.INET6;

import io.github.zohooauth.internal.loopback.LoopbackPage.Reply;
import io.github.zohooauth.internal.runtime.ClientThreads;
import io.github.zohooauth.internal.runtime.Futures;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Listens at a redirect URI until the redirect arrives. One thread serves all connections, so that
 * neither slow nor many connections delay the redirect.
 *
 * <p>The JDK's {@code HttpServer} (17 to 25) does not suit. It logs each request line, and so the
 * code. Its limits for idle and slow connections are settings of the whole JVM, and none by
 * default.
 */
public final class LoopbackServer {

  public static final int MAX_CONNECTIONS = 64;
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long a reply may take to reach a browser after the redirect or {@link #close}. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  /** A browser tries again only after a second if the backlog is full. */
  private static final int BACKLOG = 512;

  private static final int ACCEPTED_AT_ONCE = 16;
  private static final int MAX_FAILURES = 100;

  private final LoopbackRules rules;
  private final LongSupplier nanoTime;
  private final Selector selector = Selector.open();
  private final List<ServerSocketChannel> ports = new ArrayList<>();
  private final Set<LoopbackConnection> connections = new LinkedHashSet<>(); // the oldest first
  private final ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
  private final CompletableFuture<String> redirect = new CompletableFuture<>();
  private volatile boolean closing;
  private int failures;

  private LoopbackServer(LoopbackRules rules, LongSupplier nanoTime) throws IOException {
    this.rules = rules;
    this.nanoTime = nanoTime;
  }

  /**
   * Starts to listen. If one port cannot be opened, none stays open.
   *
   * @throws UnsupportedOperationException if this JVM has no IPv6 and the address needs it
   */
  public static LoopbackServer listen(
      LoopbackAddress address, LoopbackRules rules, LongSupplier nanoTime) throws IOException {
    LoopbackServer server = new LoopbackServer(rules, nanoTime);
    boolean open = false;
    try {
      for (InetSocketAddress socket : address.sockets()) {
        server.open(socket);
      }
      open = true;
    } finally {
      if (!open) {
        server.closeAll();
      }
    }
    new ClientThreads.Daemon(server::run).start();
    return server;
  }

  private void open(InetSocketAddress socket) throws IOException {
    ServerSocketChannel port =
        ServerSocketChannel.open(socket.getAddress() instanceof Inet6Address ? INET6 : INET);
    ports.add(port);
    port.bind(socket, BACKLOG);
    port.configureBlocking(false);
    port.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * Returns the redirect as received. The port is free when this completes. It is cancelled if the
   * server is closed first.
   */
  public CompletableFuture<String> redirect() {
    return redirect;
  }

  /**
   * Frees the port before it returns. A reply in progress is completed. If the thread hangs, waits
   * for one second; the port is then free when the thread continues.
   */
  public void close() {
    closing = true;
    selector.wakeup();
    if (!Futures.isDoneWithin(LONGEST_CLOSE, redirect)) {
      redirect.cancel(false);
    }
  }

  private void run() {
    try {
      while (!ports.isEmpty() || !connections.isEmpty()) {
        selector.select(millisUntilNextDeadline());
        if (closing && !ports.isEmpty()) {
          freePorts();
          redirect.cancel(false);
        }
        serveReady();
        connections.stream().filter(this::isLate).toList().forEach(this::drop);
      }
      closeAll();
    } catch (IOException | RuntimeException | Error e) {
      closeAll();
      redirect.completeExceptionally(e);
    }
  }

  /** Serves connections before it accepts more, which may take the place of an old one. */
  private void serveReady() throws IOException {
    List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
    selector.selectedKeys().clear();
    for (SelectionKey key : ready) {
      if (key.attachment() instanceof LoopbackConnection connection) {
        serve(connection);
      }
    }
    for (SelectionKey key : ready) {
      if (key.channel() instanceof ServerSocketChannel port) {
        accept(port);
      }
    }
  }

  private void accept(ServerSocketChannel port) throws IOException {
    for (int i = 0; i < ACCEPTED_AT_ONCE && port.isOpen(); i++) {
      try {
        SocketChannel channel = port.accept();
        if (channel == null) {
          return;
        }
        failures = 0;
        add(channel);
      } catch (IOException e) { // no file descriptor is left, or the other side is gone
        if (++failures > MAX_FAILURES) {
          throw e;
        }
        dropOldest();
      }
    }
  }

  private void add(SocketChannel channel) throws IOException {
    if (connections.size() >= MAX_CONNECTIONS) {
      dropOldest();
    }
    LoopbackConnection connection =
        new LoopbackConnection(channel, nanoTime.getAsLong() + PATIENCE.toNanos());
    connections.add(connection);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, connection);
    serve(connection);
  }

  private void serve(LoopbackConnection connection) throws IOException {
    Reply reply = connection.read(buffer, rules);
    if (reply != null) {
      send(connection, reply);
    }
    if (connection.isEnded()) {
      drop(connection);
    }
  }

  /** The first redirect wins, even if its browser does not wait for the reply. */
  private void send(LoopbackConnection connection, Reply reply) throws IOException {
    String received = reply.redirect;
    if (ports.isEmpty()) {
      connection.send(LoopbackPage.refusal(410));
    } else if (received == null) {
      connection.send(reply);
    } else {
      freePorts();
      connection.send(reply);
      redirect.complete(received);
    }
  }

  private void freePorts() throws IOException {
    ports.forEach(LoopbackServer::close);
    ports.clear();
    selector.selectNow(); // a port is free only when its closed channel has left the selector
    long soon = nanoTime.getAsLong() + LINGER.toNanos();
    connections.forEach(connection -> connection.endBy(soon));
  }

  private long millisUntilNextDeadline() {
    long now = nanoTime.getAsLong();
    return connections.stream()
        .mapToLong(connection -> Math.max(1, (connection.deadline() - now) / 1_000_000 + 1))
        .min()
        .orElse(0); // waits without a limit
  }

  private boolean isLate(LoopbackConnection connection) {
    return nanoTime.getAsLong() - connection.deadline() >= 0;
  }

  private void dropOldest() {
    connections.stream().findFirst().ifPresent(this::drop);
  }

  private void drop(LoopbackConnection connection) {
    connections.remove(connection);
    close(connection::close);
  }

  private void closeAll() {
    List.copyOf(connections).forEach(this::drop);
    ports.forEach(LoopbackServer::close);
    close(selector);
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
