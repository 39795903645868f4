package io.github.zohooauth.examples.benchmarks.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A server of this machine as if it were far away: what is sent to it arrives later. */
public final class Distance implements AutoCloseable {

  private static final int CHUNK = 65_536;

  private final int port;
  private final Duration delay;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private Distance(int port, Duration delay) throws IOException {
    this.port = port;
    this.delay = delay;
    this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  }

  /**
   * Puts the server at a distance.
   *
   * @param port of the server
   */
  public static Distance to(int port, Duration delay) throws IOException {
    Distance distance = new Distance(port, delay);
    distance.threads.execute(distance::accept);
    return distance;
  }

  /** Where the distant server is reached. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listener.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        threads.execute(() -> delayed(near, far));
        threads.execute(() -> direct(far, near));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void delayed(Socket from, Socket to) {
    ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (byte[] next = chunk(in); next.length > 0; next = chunk(in)) {
        byte[] arriving = next;
        later.schedule(() -> write(out, arriving), delay.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (IOException e) {
      // one side has hung up
    } finally {
      later.shutdownNow();
    }
  }

  private static void direct(Socket from, Socket to) {
    try (from;
        to) {
      long unused = from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one side has hung up
    }
  }

  private static byte[] chunk(InputStream in) throws IOException {
    byte[] bytes = new byte[CHUNK];
    int length = in.read(bytes);
    return Arrays.copyOf(bytes, Math.max(0, length));
  }

  private static void write(OutputStream out, byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
