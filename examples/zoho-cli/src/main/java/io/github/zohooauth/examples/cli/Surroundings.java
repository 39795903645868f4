package io.github.zohooauth.examples.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the tool finds around it.
 *
 * @param in where a secret or a code is read if there is no terminal
 * @param tokenClock the time of tokens; a Zoho on this machine may be ahead of it
 * @param wallClock the clock of this machine, which the doctor compares with Zoho's
 * @param browser opens a page; false if it cannot
 */
public record Surroundings(
    Map<String, String> environment,
    BufferedReader in,
    PrintStream out,
    PrintStream err,
    InstantSource tokenClock,
    InstantSource wallClock,
    Predicate<URI> browser) {

  /** Copies the environment. */
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Returns those of this process. What it prints is UTF-8, as JSON has to be. */
  static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        InstantSource.system(),
        InstantSource.system(),
        DesktopBrowser::open);
  }

  /** Returns a variable that is set and not blank. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Returns the directory of profiles and tokens: {@code ZOHO_HOME}, or one below the user's. */
  public Path home() {
    return variable("ZOHO_HOME")
        .map(Path::of)
        .orElseGet(
            () ->
                variable("XDG_CONFIG_HOME")
                    .map(Path::of)
                    .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"))
                    .resolve("zoho"));
  }

  /**
   * Asks for a secret without showing it; without a terminal, reads the next line of input.
   *
   * <p>Java 22 to 24 have a console also without a terminal, unless the property {@code
   * jdk.console} is {@code java.base}, which the start script sets.
   */
  @SuppressWarnings("SystemConsoleNull")
  public String secret(String question) {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("%s: ", question);
      return typed == null ? "" : new String(typed).strip();
    }
    err.println(question + " (a line on standard input):");
    try {
      String line = in.readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
