package io.github.zohooauth.store.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Another process with a main class of these tests, whose lines are read as they come. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;

  private ChildJvm(List<String> command) {
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines = process.inputReader(StandardCharsets.UTF_8);
  }

  static ChildJvm run(Class<?> main, Object... arguments) {
    return new ChildJvm(command(main, arguments));
  }

  /** Runs behind another program, such as {@code strace -f}. */
  static ChildJvm runBehind(List<String> program, Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(command(main, arguments));
    return new ChildJvm(command);
  }

  private static List<String> command(Class<?> main, Object... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    return command;
  }

  /** The next line; null once the process has ended and all was read. */
  @Nullable String line() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lines that are left, until the process has ended. */
  List<String> rest() {
    return lines.lines().toList();
  }

  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends it a signal, such as {@code STOP} or {@code CONT}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Kills it with SIGKILL, after so many microseconds, and waits for its end. */
  void kill(long afterMicros) throws InterruptedException {
    await(TimeUnit.MICROSECONDS.toNanos(afterMicros));
    process.toHandle().destroyForcibly(); // the process itself would close what is still to be read
    process.waitFor();
  }

  /** Lets it live so many nanoseconds more. */
  void await(long nanos) throws InterruptedException {
    process.waitFor(nanos, TimeUnit.NANOSECONDS);
  }

  int exit() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
