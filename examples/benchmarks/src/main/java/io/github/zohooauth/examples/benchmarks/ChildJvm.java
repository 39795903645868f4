package io.github.zohooauth.examples.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A fresh JVM, of this one's kind and class path, that measures and prints numbers. */
public final class ChildJvm {

  static final String CLASS_PATH = System.getProperty("java.class.path");

  private ChildJvm() {}

  /** The command that runs this class. */
  public static List<String> command(
      Class<?> main, String classPath, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** The part of this JVM's class path from which such a run takes classes. */
  public static String usedJars(Class<?> main, List<String> options, List<String> arguments)
      throws IOException {
    List<String> logging = new ArrayList<>(options);
    logging.add("-Xlog:class+load:stdout");
    String log =
        String.join("\n", lines(command(main, CLASS_PATH, logging, arguments), line -> {}));
    return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
        .filter(part -> log.contains("source: file:" + part))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Runs this class, and returns the numbers of its last line when it has ended. */
  public static List<Double> numbers(Class<?> main, List<String> options, List<String> arguments)
      throws IOException {
    return numbers(command(main, CLASS_PATH, options, arguments));
  }

  /** Runs this command, and returns the numbers of its last line when it has ended. */
  public static List<Double> numbers(List<String> command) throws IOException {
    return numbers(command, line -> {});
  }

  /**
   * Runs this command, and returns the numbers of its last line when it has ended.
   *
   * @param said takes each line when the process writes it
   */
  public static List<Double> numbers(List<String> command, Consumer<String> said)
      throws IOException {
    List<String> lines = lines(command, said);
    String last = lines.get(lines.size() - 1);
    return List.of(last.split(" ")).stream().map(Double::valueOf).toList();
  }

  /** Returns a command that runs this class with at most so many file descriptors. */
  public static List<String> limited(
      int descriptors, Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "ulimit -n $0 && exec \"$@\""));
    command.add(String.valueOf(descriptors));
    command.addAll(command(main, CLASS_PATH, options, arguments));
    return command;
  }

  private static List<String> lines(List<String> command, Consumer<String> said)
      throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines;
    try (var reader = process.inputReader()) {
      lines = reader.lines().peek(said).toList();
    }
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0 || lines.isEmpty()) {
        process.destroyForcibly();
        throw new IOException("a measurement failed: " + command.get(command.size() - 1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return lines;
  }
}
