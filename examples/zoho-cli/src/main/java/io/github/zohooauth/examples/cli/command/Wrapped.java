package io.github.zohooauth.examples.cli.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in lines of at most so many characters, broken at blanks.
 *
 * @param width how many
 */
record Wrapped(int width) {

  String first(String text) {
    return all(text).get(0);
  }

  List<String> rest(String text) {
    List<String> lines = all(text);
    return lines.subList(1, lines.size());
  }

  List<String> all(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
