package io.github.zohooauth.store.file;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses rows of comma-separated fields, as the SDK's CSV writer writes them.
 *
 * <p>A field may have quotes; a quote inside them is doubled. A quoted field ends at its closing
 * quote, not at a line break. If the quotes of a row do not match, the row ends with its line. So a
 * row that was cut off does not damage the rows after it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180#section-2">RFC 4180, section 2</a>
 */
final class Csv {

  /**
   * A row that is not blank.
   *
   * @param whole false if its quotes do not match; then it has no fields
   * @param quoted whether it has fields that are not empty, and all of them are quoted
   */
  record Row(List<String> fields, boolean whole, boolean quoted) {}

  private static final char END = '\n';

  private final String text;
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  static List<Row> rows(String text) {
    Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
    List<Row> rows = new ArrayList<>();
    while (csv.at < csv.text.length()) {
      Row row = csv.row();
      if (!row.whole() || row.fields().size() > 1 || row.fields().get(0).length() > 0) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Row row() {
    int start = at;
    List<String> fields = new ArrayList<>();
    boolean anyQuoted = false;
    boolean anyBare = false;
    char separator;
    do {
      boolean quoted = peek() == '"';
      String field = quoted ? quoted() : bare();
      separator = peek();
      if (field == null || (separator != ',' && separator != END)) {
        return cutOff(start);
      }
      at++;
      fields.add(field);
      anyQuoted |= quoted;
      anyBare |= !quoted && !field.isEmpty();
    } while (separator == ',');
    return new Row(List.copyOf(fields), true, anyQuoted && !anyBare);
  }

  /** Returns the next character, or {@link #END} at the end of a line or of the text. */
  private char peek() {
    char c = at < text.length() ? text.charAt(at) : END;
    return c == '\r' ? END : c;
  }

  /** Returns a field with quotes; null if it has no closing one. */
  private @Nullable String quoted() {
    StringBuilder field = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '"') {
        field.append(c);
      } else if (text.charAt(at - 1) == '\\') {
        return null; // some programs treat a backslash as an escape, others as text
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append(c);
        at++;
      } else {
        at++;
        return field.toString();
      }
    }
    return null;
  }

  /** Returns a field without quotes; null if it contains a quote. */
  private @Nullable String bare() {
    int start = at;
    while (peek() != ',' && peek() != END) {
      if (text.charAt(at++) == '"') {
        return null;
      }
    }
    return text.substring(start, at);
  }

  private Row cutOff(int start) {
    at = start;
    while (peek() != END) {
      at++;
    }
    at++;
    return new Row(List.of(), false, false);
  }
}
