package io.github.zohooauth.internal.loopback;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP request. Its {@code toString} has no parts, because the query is a secret.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3">RFC 9112, section 3</a>
 */
final class LoopbackRequest {

  private static final Pattern FIRST_LINE =
      Pattern.compile(
          "([A-Z]{1,16}) (/[\\x21-\\x7e&&[^#?]]*+)(?:\\?([\\x21-\\x7e&&[^#]]*+))? HTTP/1\\.[01]");

  /** Never backtracks, so a long line costs no more than reading it once. */
  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]++):([^\\x00-\\x08\\x0a-\\x1f\\x7f]*+)");

  private static final int MAX_LINES = 1024;

  /** With two of these, two readers could understand one request in two ways. */
  private static final Set<String> ONCE =
      Set.of("host", "origin", "content-length", "transfer-encoding", LoopbackPage.KEY_HEADER);

  private final String method;
  private final String path;
  private final String query;
  private final Map<String, String> headers;

  private LoopbackRequest(Matcher first, Map<String, String> headers) {
    this.method = first.group(1);
    this.path = first.group(2);
    this.query = first.group(3) == null ? "" : first.group(3);
    this.headers = headers;
  }

  /** Parses a head without its last empty line. Returns null if it is malformed. */
  static @Nullable LoopbackRequest parse(String head) {
    String[] lines = head.split("\r\n", -1);
    Matcher first = FIRST_LINE.matcher(lines[0]);
    if (!first.matches() || lines.length > MAX_LINES) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      Matcher header = HEADER.matcher(lines[i]);
      if (!header.matches()) {
        return null;
      }
      String name = header.group(1).toLowerCase(Locale.ROOT);
      if (headers.put(name, header.group(2).strip()) != null && ONCE.contains(name)) {
        return null;
      }
    }
    return new LoopbackRequest(first, headers);
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  /** Returns what follows the question mark, undecoded; empty if there is none. */
  String query() {
    return query;
  }

  /** Returns a header by its name in lower case. */
  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Returns the length of the body, or -1 if the head does not state it. */
  int contentLength() {
    String length = headers.get("content-length");
    boolean known = length != null && length.matches("\\d{1,9}");
    return known && !headers.containsKey("transfer-encoding") ? Integer.parseInt(length) : -1;
  }
}
