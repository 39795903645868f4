package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.store.TokenStore.Lease;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A JVM that takes the lease, waits for a line of input, writes, and prints whether it could. */
final class LeaseHolder implements AutoCloseable {

  static final Duration LEASE = Duration.ofSeconds(2);

  private final Process process;
  private final BufferedReader output;

  private LeaseHolder(Process process) {
    this.process = process;
    this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  public static void main(String[] args) throws IOException {
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(args[0]);
    JdbcTokenStore store = store(postgres, args[1]);
    try (Lease lease = store.tryLease(Sample.key(Integer.parseInt(args[2]))).orElseThrow()) {
      lease.current();
      System.out.println("holds");
      int line = System.in.read();
      System.out.println(lease.replace(Sample.token(2)) ? "wrote " + line : "lost");
    }
  }

  static JdbcTokenStore store(DataSource dataSource, String table) {
    return JdbcTokenStore.builder(dataSource).table(table).leaseDuration(LEASE).build();
  }

  /** Starts the JVM. Returns when it has the lease. */
  static LeaseHolder start(String url, String table, int key) {
    try {
      LeaseHolder holder =
          new LeaseHolder(
              new ProcessBuilder(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:TieredStopAtLevel=1",
                      "-XX:+UseSerialGC",
                      "-cp",
                      System.getProperty(
                          "surefire.test.class.path", System.getProperty("java.class.path")),
                      LeaseHolder.class.getName(),
                      url,
                      table,
                      Integer.toString(key))
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .start());
      if (!"holds".equals(holder.output.readLine())) {
        throw new IllegalStateException("the other JVM could not take the lease");
      }
      return holder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Stops the process, as when a machine is suspended. */
  void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  /** Lets the JVM write. Returns what it prints. */
  String write() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return output.readLine();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
