package io.github.zohooauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A server that nobody may contact. */
final class Trap implements AutoCloseable {

  private final ServerSocketChannel server;

  Trap() throws IOException {
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.configureBlocking(false);
  }

  String base() {
    return "http://localhost:" + server.socket().getLocalPort();
  }

  String url() {
    return base() + "/" + Secret.IN_HEADER.value;
  }

  /** Whether anybody connected since the last question. */
  boolean caught() {
    try (SocketChannel somebody = server.accept()) {
      return somebody != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
