package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection, as a {@link RawServer} sees it. */
public final class RawConnection {

  private final Socket socket;
  private final AtomicInteger entered;

  RawConnection(Socket socket, AtomicInteger entered) throws IOException {
    this.socket = socket;
    this.entered = entered;
    socket.setTcpNoDelay(true);
  }

  /** Waits for the first byte of a request; false if the client goes away instead. */
  public boolean awaitRequest() throws IOException {
    boolean there = socket.getInputStream().read() >= 0;
    if (there) {
      entered.incrementAndGet();
    }
    return there;
  }

  /** Reads the rest of a request whose first byte was read. */
  public String readRequest() throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client went away");
      }
      head.append((char) next);
    }
    return head + new String(in.readNBytes(contentLength(head.toString())), ISO_8859_1);
  }

  private static int contentLength(String head) {
    String name = "content-length:";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
        .mapToInt(line -> Integer.parseInt(line.substring(name.length()).strip()))
        .findFirst()
        .orElse(0);
  }

  public void answer(String json) throws IOException {
    write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(json.length(), json));
  }

  public void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** Waits until the client hangs up. */
  public void awaitHangUp() throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // What it still sends does not matter.
    }
  }

  /** Makes the close that follows a reset instead of an end. */
  public void resetOnClose() throws IOException {
    socket.setSoLinger(true, 0);
  }
}
