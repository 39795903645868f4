package io.github.zohooauth.examples.benchmarks.owners;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;

/** A server that accepts connections and answers nothing. */
final class DeafServer implements Closeable {

  private final ServerSocket listener;
  private final boolean resets;
  private final Queue<Socket> hanging;

  private DeafServer(int port, boolean resets, Queue<Socket> hanging) throws IOException {
    this.listener = new ServerSocket(port, 4096, InetAddress.getLoopbackAddress());
    this.resets = resets;
    this.hanging = hanging;
  }

  /** Starts one that resets each connection when the first byte has come. */
  static DeafServer resetting(int port, Queue<Socket> hanging) throws IOException {
    return start(new DeafServer(port, true, hanging));
  }

  /**
   * Starts one that is silent.
   *
   * @param hanging takes its connections, which stay open when it is closed
   */
  static DeafServer silent(int port, Queue<Socket> hanging) throws IOException {
    return start(new DeafServer(port, false, hanging));
  }

  private static DeafServer start(DeafServer server) {
    Thread thread = new Thread(server::accept, "deaf-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        if (resets) {
          reset(socket);
        } else {
          hanging.add(socket);
        }
      } catch (IOException e) {
        // closed, or the caller has hung up
      }
    }
  }

  private static void reset(Socket socket) throws IOException {
    try (socket) {
      socket.setSoTimeout(1_000);
      socket.setSoLinger(true, 0);
      int unused = socket.getInputStream().read();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
