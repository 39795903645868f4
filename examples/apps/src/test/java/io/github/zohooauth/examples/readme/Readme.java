package io.github.zohooauth.examples.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The README's code, as it stands there. */
final class Readme {

  private static final Path FILE = Path.of("..", "..", "README.md");

  private Readme() {}

  static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fenced blocks of this language. */
  static List<String> blocks(String language, String text) {
    return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** The text of one section, its heading excluded. */
  static String section(String heading) {
    return under("## ", heading);
  }

  /** The text of one part of a section, its heading excluded. */
  static String part(String heading) {
    return under("### ", heading);
  }

  private static String under(String level, String heading) {
    return Pattern.compile("(?ms)^" + level + Pattern.quote(heading) + "$(.*?)(?=^##)")
        .matcher(text())
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }
}
