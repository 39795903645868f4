package io.github.zohooauth.examples.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A guide of the project, and the code that stands in it. */
enum Guide {
  README("README.md"),
  CORE("zoho-oauth-core/README.md"),
  FILE("zoho-oauth-store-file/README.md"),
  JDBC("zoho-oauth-store-jdbc/README.md"),
  EXAMPLES("examples/README.md"),
  BENCHMARKS("examples/benchmarks/README.md"),
  LOCAL_ZOHO("examples/local-zoho/README.md");

  private final String path;
  private final Path file;

  Guide(String path) {
    this.path = path;
    file = Path.of("..", "..").resolve(path);
  }

  /** Where it is, from the project's directory on. */
  String path() {
    return path;
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of one section, its heading excluded. */
  String section(String heading) {
    return under("## ", heading);
  }

  /** The text of one part of a section, its heading excluded. */
  String part(String heading) {
    return under("### ", heading);
  }

  /** The fenced blocks of this language. */
  static List<String> blocks(String language, String text) {
    return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private String under(String level, String heading) {
    return Pattern.compile("(?ms)^" + level + Pattern.quote(heading) + "$(.*?)(?=^##|\\z)")
        .matcher(text())
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " has no heading " + level + heading));
  }
}
