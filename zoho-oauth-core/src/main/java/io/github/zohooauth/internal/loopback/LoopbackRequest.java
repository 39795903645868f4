package io.github.zohooauth.internal.loopback;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP request to a redirect URI.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3">RFC 9112, section 3</a>
 */
final class LoopbackRequest {

  private static final Pattern FIRST_LINE =
      Pattern.compile("([A-Z]{1,16}) (/[\\x21-\\x7e]*) HTTP/1\\.[01]");

  /** What a header's name is made of, besides letters and digits. */
  private static final String SIGNS = "!#$%&'*+-.^_`|~";

  private static final int MAX_HEADERS = 1024;

  /** With two of these, two readers may take a request for two different ones. */
  private static final Set<String> ONCE =
      Set.of("host", "origin", "content-length", "transfer-encoding", LoopbackPage.KEY_HEADER);

  private final String method;
  private final String target;
  private final Map<String, String> headers;

  private LoopbackRequest(String method, String target, Map<String, String> headers) {
    this.method = method;
    this.target = target;
    this.headers = headers;
  }

  /** Reads a head without its last empty line; null if it is none. */
  static @Nullable LoopbackRequest parse(String head) {
    String[] lines = head.split("\r\n", -1);
    Matcher first = FIRST_LINE.matcher(lines[0]);
    if (!first.matches() || first.group(2).indexOf('#') >= 0) {
      return null;
    }
    if (lines.length > MAX_HEADERS) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1 || !isName(lines[i], colon) || !isText(lines[i], colon + 1)) {
        return null;
      }
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      String value = lines[i].substring(colon + 1).strip();
      if (headers.put(name, value) != null && ONCE.contains(name)) {
        return null;
      }
    }
    return new LoopbackRequest(first.group(1), first.group(2), headers);
  }

  /** Looks at each character once, as a pattern that goes back would be slow at will. */
  private static boolean isName(String line, int end) {
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && SIGNS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is no control character but tabs. */
  private static boolean isText(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == 0x7f || (c < ' ' && c != '\t')) {
        return false;
      }
    }
    return true;
  }

  String method() {
    return method;
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** What comes after the question mark, undecoded; empty if there is none. */
  String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** How long the body is; -1 if the head does not say. */
  int contentLength() {
    String length = headers.get("content-length");
    boolean said = length != null && length.matches("\\d{1,9}");
    return said && !headers.containsKey("transfer-encoding") ? Integer.parseInt(length) : -1;
  }
}
