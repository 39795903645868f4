package io.github.zohooauth.examples.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.zohooauth.examples.cli.command.ZohoCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Starts the tool. */
public final class Main {

  // A failure is one line on standard error, so the library's log adds nothing to it.
  private static final Logger LIBRARY = Logger.getLogger("io.github.zohooauth");

  private Main() {}

  /** Runs one command, and ends with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    LIBRARY.setLevel(Level.OFF);
    System.exit(run(Surroundings.ofProcess(), arguments));
  }

  /** Runs one command, and returns its {@link ExitCode}. */
  public static int run(Surroundings surroundings, String... arguments) {
    ZohoCommand zoho = new ZohoCommand(surroundings);
    CommandLine line = zoho.commandLine(Main::run);
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          surroundings.err().println(zoho.isJson() ? json(failure) : "zoho: " + words(failure));
          return ExitCode.of(failure);
        });
    return line.execute(arguments);
  }

  private static String words(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String json(Exception failure) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("error", failure.getClass().getSimpleName())
        .put("message", words(failure))
        .put("exitCode", ExitCode.of(failure))
        .toString();
  }
}
