package io.github.zohooauth.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that nobody may contact; it hangs up on whoever does. */
public final class ForbiddenServer implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger contacts = new AtomicInteger();

  public ForbiddenServer() throws IOException {
    Thread thread = new Thread(this::watch, "trap");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        Socket caught = server.accept();
        contacts.incrementAndGet();
        caught.close();
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public String base() {
    return "http://localhost:" + server.getLocalPort();
  }

  public String url() {
    return base() + "/" + PlantedSecret.IN_HEADER.value;
  }

  /** Whether anybody connected since the last question. */
  public boolean caught() {
    return contacts.getAndSet(0) > 0;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
