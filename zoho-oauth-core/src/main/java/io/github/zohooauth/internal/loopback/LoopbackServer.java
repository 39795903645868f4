package io.github.zohooauth.internal.loopback;

import io.github.zohooauth.internal.runtime.Futures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
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
import org.jspecify.annotations.Nullable;

/**
 * Listens at a redirect URI until the redirect has come: one thread for all connections, which are
 * few, short and small, so that none of them can keep the redirect out.
 */
public final class LoopbackServer implements Runnable {

  public static final int MAX_CONNECTIONS = 64;
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long a reply may take to reach a browser when all else is over. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** How long a caller waits for the port to be free: the thread is never busy for as long. */
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  /** A connection that finds no room here comes back only after a second. */
  private static final int BACKLOG = 512;

  private static final int ACCEPTED_AT_ONCE = 16;
  private static final int MAX_FAILURES = 100;

  private final Selector selector;
  private final List<ServerSocketChannel> doors = new ArrayList<>();
  private final LoopbackRules rules;
  private final LongSupplier nanoTime;
  private final Set<LoopbackConnection> connections = new LinkedHashSet<>(); // the eldest first
  private final ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
  private final CompletableFuture<String> redirect = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> shut = new CompletableFuture<>();
  private volatile boolean closing;
  private int failures;

  /** Opens no port yet. */
  public LoopbackServer(LoopbackRules rules, LongSupplier nanoTime) throws IOException {
    this.rules = rules;
    this.nanoTime = nanoTime;
    this.selector = Selector.open();
  }

  /** Opens a port, before the thread starts; after a failure, {@link #end} closes the others. */
  public void open(InetSocketAddress socket) throws IOException {
    ServerSocketChannel door = door(socket);
    doors.add(door);
    door.bind(socket, BACKLOG);
    door.configureBlocking(false);
    door.register(selector, SelectionKey.OP_ACCEPT);
  }

  private static ServerSocketChannel door(InetSocketAddress socket) throws IOException {
    boolean ipv6 = socket.getAddress() instanceof Inet6Address;
    try {
      return ServerSocketChannel.open(
          ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    } catch (UnsupportedOperationException e) {
      throw new IOException("this JVM has no such addresses", e);
    }
  }

  /** The redirect as received; cancelled if the server was closed before it came. */
  public CompletableFuture<String> redirect() {
    return redirect;
  }

  /**
   * Frees the port before it returns; a reply under way is brought to its end. Should the thread
   * hang, the port is free when it goes on, and nobody waits for that.
   */
  public void close() {
    closing = true;
    selector.wakeup();
    if (!Futures.isDoneWithin(LONGEST_CLOSE, shut)) {
      redirect.cancel(false);
    }
  }

  @Override
  public void run() {
    try {
      while (!shut.isDone() || !connections.isEmpty()) {
        selector.select(untilNextIsLate());
        if (closing) {
          redirect.cancel(false);
          shutDoors();
        }
        serveReady();
        connections.stream().filter(this::isLate).toList().forEach(this::drop);
      }
    } catch (IOException | RuntimeException e) {
      redirect.completeExceptionally(e);
    } finally {
      end();
    }
  }

  public void end() {
    List.copyOf(connections).forEach(this::drop);
    try {
      for (ServerSocketChannel door : doors) {
        door.close();
      }
      selector.close();
    } catch (IOException e) {
      redirect.completeExceptionally(e);
    }
    redirect.cancel(false);
    shut.complete(null);
  }

  /** Connections before doors: who has something to say goes before who only just comes. */
  private void serveReady() throws IOException {
    List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
    selector.selectedKeys().clear();
    for (SelectionKey key : ready) {
      if (key.attachment() instanceof LoopbackConnection connection) {
        serve(connection);
      }
    }
    for (SelectionKey key : ready) {
      if (key.channel() instanceof ServerSocketChannel door) {
        accept(door);
      }
    }
  }

  private void accept(ServerSocketChannel door) throws IOException {
    for (int i = 0; i < ACCEPTED_AT_ONCE && !closing; i++) {
      try {
        SocketChannel channel = door.accept();
        if (channel == null) {
          return;
        }
        failures = 0;
        enter(channel);
      } catch (IOException e) { // no file descriptor is left, or the other side is gone already
        if (++failures > MAX_FAILURES) {
          throw e;
        }
        dropEldest();
      }
    }
  }

  private void enter(SocketChannel channel) throws IOException {
    if (connections.size() >= MAX_CONNECTIONS) {
      dropEldest();
    }
    LoopbackConnection connection =
        new LoopbackConnection(channel, nanoTime.getAsLong() + PATIENCE.toNanos());
    connections.add(connection);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, connection);
    serve(connection);
  }

  private void serve(LoopbackConnection connection) {
    try {
      LoopbackReply reply = connection.read(buffer, rules);
      if (reply != null) {
        give(connection, reply);
      }
      if (connection.isEnded()) {
        drop(connection);
      }
    } catch (IOException e) { // the other side is gone
      drop(connection);
    }
  }

  /** The first redirect wins, also if whoever brought it does not stay for the reply. */
  private void give(LoopbackConnection connection, LoopbackReply reply) throws IOException {
    String received = reply.redirect();
    if (closing) {
      connection.reply(LoopbackReply.refusing(410));
    } else if (received == null) {
      connection.reply(reply);
    } else {
      closing = true;
      shutDoors();
      try {
        connection.reply(reply);
      } finally {
        redirect.complete(received);
      }
    }
  }

  private void shutDoors() {
    if (shut.isDone()) {
      return;
    }
    try {
      for (ServerSocketChannel door : doors) {
        door.close();
      }
      selector.selectNow(); // a port is free only when its closed channel has left the selector
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long soon = nanoTime.getAsLong() + LINGER.toNanos();
    connections.forEach(connection -> connection.leaveBy(soon));
    shut.complete(null);
  }

  private long untilNextIsLate() {
    long now = nanoTime.getAsLong();
    return connections.stream()
        .mapToLong(connection -> Math.max(1, (connection.leavesBy() - now) / 1_000_000 + 1))
        .min()
        .orElse(0); // nobody is there, and it waits for whoever comes
  }

  private boolean isLate(LoopbackConnection connection) {
    return nanoTime.getAsLong() - connection.leavesBy() >= 0;
  }

  private void dropEldest() {
    connections.stream().findFirst().ifPresent(this::drop);
  }

  private void drop(LoopbackConnection connection) {
    connections.remove(connection);
    connection.close();
  }
}
