package io.github.zohooauth.examples.cli;

import io.github.zohooauth.examples.cli.local.LocalSetup;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A person at a terminal, with a Zoho on this machine. */
final class Terminal implements AutoCloseable {

  /** What a command left behind. */
  record Result(int exitCode, String out, String err) {}

  private final LocalSetup setup;

  Terminal() {
    setup = LocalSetup.start(around("", new ByteArrayOutputStream(), new ByteArrayOutputStream()));
  }

  private static Surroundings around(
      String input, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new Surroundings(
        Map.of(),
        new BufferedReader(new StringReader(input)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        InstantSource.system(),
        InstantSource.system(),
        page -> false);
  }

  LocalSetup setup() {
    return setup;
  }

  Result run(String... arguments) {
    return runWith("", page -> false, line -> {}, arguments);
  }

  Result runReading(String input, String... arguments) {
    return runWith(input, page -> false, line -> {}, arguments);
  }

  /**
   * Runs a command.
   *
   * @param browser opens a page
   * @param reader is told each line that a person reads
   */
  Result runWith(
      String input, Predicate<URI> browser, Consumer<String> reader, String... arguments) {
    Surroundings inside = setup.around();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Lines err = new Lines(reader);
    Surroundings around =
        new Surroundings(
            inside.environment(),
            new BufferedReader(new StringReader(input)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            inside.tokenClock(),
            inside.wallClock(),
            browser);
    int exitCode = Main.run(around, arguments);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.text.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    setup.close();
  }

  private static final class Lines extends OutputStream {
    private final Consumer<String> reader;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Consumer<String> reader) {
      this.reader = reader;
    }

    @Override
    public void write(int value) {
      text.write(value);
      if (value == '\n') {
        reader.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(value);
      }
    }
  }
}
