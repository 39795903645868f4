package io.github.zohooauth.store.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of fields between commas, as the SDK's CSV writer leaves them: quoted or not, a quote in
 * quotes doubled. None of its fields has a line break, so that a line which was cut off spoils no
 * line after it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180#section-2">RFC 4180, section 2</a>
 */
final class Csv {

  /**
   * A line that has anything on it.
   *
   * @param whole false if it ends within quotes
   */
  record Line(List<String> fields, boolean whole) {}

  private final String text;
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  static List<Line> lines(String text) {
    Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
    List<Line> lines = new ArrayList<>();
    while (csv.at < csv.text.length()) {
      Line line = csv.line();
      if (!line.fields().equals(List.of(""))) {
        lines.add(line);
      }
    }
    return lines;
  }

  private Line line() {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"' && quoted && at < text.length() && text.charAt(at) == '"') {
        field.append(text.charAt(at++));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(taken(field));
      } else if (c == '\n') {
        break;
      } else if (c != '\r') {
        field.append(c);
      }
    }
    fields.add(taken(field));
    return new Line(List.copyOf(fields), !quoted);
  }

  private static String taken(StringBuilder field) {
    String taken = field.toString();
    field.setLength(0);
    return taken;
  }
}
