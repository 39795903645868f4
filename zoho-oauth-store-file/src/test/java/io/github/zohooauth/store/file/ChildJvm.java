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

/** A process that runs a main class of these tests and prints lines. */
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

  /** Runs a main class under another program, such as {@code strace -f}. */
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

  /** Returns the next line; null if the process has ended and all lines were read. */
  @Nullable String line() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the remaining lines, when the process has ended. */
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

  /** Sends the process a signal, such as {@code STOP} or {@code CONT}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Kills the process with SIGKILL after a delay, and waits until it has ended. */
  void kill(long afterMicros) throws InterruptedException {
    await(TimeUnit.MICROSECONDS.toNanos(afterMicros));
    process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the output
    process.waitFor();
  }

  /** Waits until the process has ended, or for so many nanoseconds. */
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
