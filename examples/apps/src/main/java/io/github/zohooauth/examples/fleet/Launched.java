package io.github.zohooauth.examples.fleet;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A member in a JVM of its own, as its parent sees it. */
final class Launched implements AutoCloseable {

  private static final long HANG_GUARD_SECONDS = 10;

  private final Process process;
  private final PrintWriter orders;
  private final BufferedReader reports;

  private Launched(Process process) {
    this.process = process;
    this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.reports = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts one that is as small and as quick to start as a JVM can be.
   *
   * @param log where its standard error goes
   */
  static Launched start(Briefing briefing, Path log) {
    List<String> command =
        List.of(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-classpath",
            System.getProperty("java.class.path"),
            Member.class.getName());
    try {
      Launched launched =
          new Launched(
              new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start());
      launched.orders.println(Line.of(briefing));
      return launched;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Has it do this, and does not wait. */
  void order(Order order) {
    orders.println(Line.of(order));
  }

  /** Waits for what became of the first order that it has not reported yet. */
  Report report() {
    try {
      String line = reports.readLine();
      if (line == null) {
        throw new IllegalStateException("process " + pid() + " has ended");
      }
      return Line.read(line, Report.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it without a chance to clean up, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Stops it where it is; for its peers it is as good as dead, until {@link #resume}. */
  void pause() {
    signal("-STOP");
  }

  void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      if (new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor() != 0) {
        throw new IllegalStateException("kill " + signal + " did not work");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process was signalled", e);
    }
  }

  /** Lets it end, as its orders do. */
  @Override
  public void close() {
    orders.close();
    if (!awaitEnd()) {
      process.destroyForcibly();
    }
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(HANG_GUARD_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
