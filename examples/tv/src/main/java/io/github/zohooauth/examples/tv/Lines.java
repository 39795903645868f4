package io.github.zohooauth.examples.tv;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Text in lines that are not longer than a width. */
final class Lines {

  private Lines() {}

  static List<String> of(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Returns what a person types to open a page, in lines that begin with a slash. */
  static List<String> ofPage(URI page, int width) {
    String typed = page.toString().replaceFirst("^https://", "");
    return of(typed.replaceAll("(?<!/)/(?!/)", " /"), width).stream()
        .map(line -> line.replace(" ", ""))
        .toList();
  }

  /** Returns a text that is cut, with a sign for it, if it is longer than a width. */
  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
  }
}
