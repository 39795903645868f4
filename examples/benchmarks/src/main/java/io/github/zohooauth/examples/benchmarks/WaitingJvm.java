package io.github.zohooauth.examples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;

/** A JVM that stays warm, and measures each time when it is asked. */
public final class WaitingJvm implements AutoCloseable {

  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;

  private WaitingJvm(Process process) {
    this.process = process;
    this.questions = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** Starts a class that answers each line of its input with a line of numbers. */
  public static WaitingJvm start(Class<?> main, List<String> arguments) throws IOException {
    List<String> command = ChildJvm.command(main, ChildJvm.CLASS_PATH, List.of(), arguments);
    return new WaitingJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Lets it measure for so many milliseconds, and returns its numbers. */
  public List<Double> measure(int millis) throws IOException {
    questions.write(millis + "\n");
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("a measurement failed");
    }
    return Stream.of(answer.split(" ")).map(Double::valueOf).toList();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
