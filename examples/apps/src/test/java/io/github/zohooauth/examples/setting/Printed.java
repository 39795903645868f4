package io.github.zohooauth.examples.setting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a program prints. */
public final class Printed {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  /** Returns what the program prints to. */
  public PrintStream out() {
    return out;
  }

  /** Returns all of it so far. */
  public String text() {
    return bytes.toString(UTF_8);
  }
}
