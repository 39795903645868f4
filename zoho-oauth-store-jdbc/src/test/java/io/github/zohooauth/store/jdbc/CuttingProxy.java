package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A proxy between a driver and PostgreSQL that cuts a connection after the database has committed.
 *
 * <p>It drops an answer that contains a given word, such as {@code UPDATE 1}.
 */
final class CuttingProxy implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int database;
  private volatile @Nullable String word;
  private volatile boolean down;
  private volatile boolean staysDown;
  private volatile boolean cut;

  CuttingProxy(PGSimpleDataSource direct) throws IOException {
    this.database = direct.getPortNumbers()[0];
    start(this::accept);
  }

  /** Returns connections through the proxy. */
  PGSimpleDataSource dataSource() {
    PGSimpleDataSource through = new PGSimpleDataSource();
    through.setServerNames(new String[] {"127.0.0.1"});
    through.setPortNumbers(new int[] {server.getLocalPort()});
    through.setUser("postgres");
    through.setDatabaseName("postgres");
    return through;
  }

  /** Cuts the next connection on which the database answers with this word. */
  void cutAt(String word) {
    this.cut = false;
    this.word = word;
  }

  /** Cuts the connection, and closes all later ones at once. */
  void cutAndStayDownAt(String word) {
    staysDown = true;
    cutAt(word);
  }

  void up() {
    staysDown = false;
    down = false;
  }

  boolean hasCut() {
    return cut;
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void start(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (IOException e) {
                // One of the two sides has closed the connection.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket driver = server.accept();
      if (down) {
        driver.close();
        continue;
      }
      Socket postgres = new Socket(InetAddress.getLoopbackAddress(), database);
      start(() -> copy(driver, postgres, false));
      start(() -> copy(postgres, driver, true));
    }
  }

  private void copy(Socket from, Socket to, boolean answers) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        String wanted = word;
        String answer = new String(Arrays.copyOf(bytes, n), ISO_8859_1);
        if (answers && wanted != null && answer.contains(wanted)) {
          word = null;
          down = staysDown;
          cut = true;
          return;
        }
        out.write(bytes, 0, n);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
