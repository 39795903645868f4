package io.github.zohooauth.examples.readme;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that asks for a password, and then passes all on to another proxy. */
final class PasswordProxy implements Closeable {

  private static final String ASKS =
      """
      HTTP/1.1 407 Proxy Authentication Required\r
      Proxy-Authenticate: Basic realm="company"\r
      Content-Length: 0\r
      Connection: close\r
      \r
      """;

  private final ServerSocket listener;
  private final InetSocketAddress next;
  private final String credentials;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<String> passed = new ConcurrentLinkedQueue<>();
  private final Queue<Closeable> open = new ConcurrentLinkedQueue<>();

  PasswordProxy(String user, String password, InetSocketAddress next) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.next = next;
    this.credentials =
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(US_ASCII));
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The first line of each request that had the password. */
  Queue<String> passed() {
    return passed;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // it is closed
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      String head = head(client.getInputStream());
      if (!head.contains("\r\nProxy-Authorization: " + credentials + "\r\n")) {
        client.getOutputStream().write(ASKS.getBytes(US_ASCII));
        return;
      }
      passed.add(head.lines().findFirst().orElse(""));
      try (Socket server = new Socket(next.getAddress(), next.getPort())) {
        open.add(server);
        server.getOutputStream().write(head.getBytes(US_ASCII));
        threads.execute(() -> pass(server, client));
        client.getInputStream().transferTo(server.getOutputStream());
      }
    } catch (IOException e) {
      // One of the two has hung up.
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of the two has hung up.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Closeable socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
