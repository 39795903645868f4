package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Javadoc, comments and string literals of the libraries: plain words and short openings. */
class ProseTest {

  private static final List<Path> SOURCES =
      Stream.of("zoho-oauth-core", "zoho-oauth-store-file", "zoho-oauth-store-jdbc")
          .map(module -> Path.of("..", module, "src/main/java"))
          .toList();

  private static final int LONGEST_OPENING = 25;

  private static final Pattern BANNED =
      Pattern.compile(
          "\\b(nobody|none but|but for|be it|whoever|whatever|whichever|his|he|him|himself|in vain"
              + "|in clear|under way|put off|lets? fly|takes? off|lands?|comes? to (its|their) end"
              + "|hand(s|ed)? out|grant token|login URL|callback data)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final String LITERAL = "\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"";
  private static final String LINE = "//[^\n]*+";

  /** Literals that are joined by plus, and comments on lines that follow each other, are one. */
  private static final Pattern PROSE =
      Pattern.compile(
          "\"\"\".*?\"\"\"|%1$s(?:\\s*\\+\\s*%1$s)*|'(?:\\\\.|[^'])'|/\\*.*?\\*/|%2$s(?:\n\\s*%2$s)*"
              .formatted(LITERAL, LINE),
          Pattern.DOTALL);

  private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"|\n\\s*(?://|\\*(?!/))");
  private static final Pattern OPENING =
      Pattern.compile("^/\\*\\*\\s*(.*?)([.!?:](\\s|$)|<p>|\\*/|\\s@[a-z]|$)", Pattern.DOTALL);
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^}]*)}");

  @Test
  void prose_isPlain() throws IOException {
    List<String> wrong = new ArrayList<>();
    int grantTokens = 0;
    for (Path file : sources()) {
      for (String prose : prose(Files.readString(file))) {
        for (String word : BANNED.matcher(prose).results().map(MatchResult::group).toList()) {
          boolean synonym = file.endsWith("SelfClient.java") && word.equals("grant token");
          if (!synonym || ++grantTokens > 1) {
            wrong.add(file + ": " + word + ": " + prose);
          }
        }
        if (wordsOfOpening(prose) > LONGEST_OPENING) {
          wrong.add(file + ": first sentence too long: " + prose);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    assertThat(sources).as("main sources").hasSizeGreaterThan(50);
    return sources;
  }

  /** Comments and string literals, each on one line. */
  private static List<String> prose(String source) {
    return PROSE
        .matcher(source)
        .results()
        .map(found -> JOINT.matcher(found.group()).replaceAll(""))
        .toList();
  }

  private static int wordsOfOpening(String prose) {
    return OPENING
        .matcher(INLINE_TAG.matcher(prose).replaceAll("$1"))
        .results()
        .mapToInt(opening -> opening.group(1).split("\\s+").length)
        .sum();
  }
}
