package io.github.zohooauth.examples.tv;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.virtual.VirtualTerminal;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which characters of a terminal are hard to read.
 *
 * @see <a href="https://www.w3.org/TR/WCAG22/#contrast-minimum">WCAG 2.2, 1.4.3</a>
 */
final class Contrast {

  private Contrast() {}

  /** Returns the characters with less than 4.5, each with its contrast. */
  static Set<String> tooLittle(VirtualTerminal terminal) {
    Set<String> found = new LinkedHashSet<>();
    for (int row = 0; row < terminal.getTerminalSize().getRows(); row++) {
      for (int column = 0; column < terminal.getTerminalSize().getColumns(); column++) {
        TextCharacter each = terminal.getCharacter(column, row);
        double contrast = between(each.getForegroundColor(), each.getBackgroundColor());
        if (!each.getCharacterString().isBlank() && contrast < 4.5) {
          found.add(each.getCharacterString() + " " + contrast);
        }
      }
    }
    return found;
  }

  private static double between(TextColor ink, TextColor paper) {
    double one = luminance(ink);
    double other = luminance(paper);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(TextColor color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int part) {
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
