package io.github.zohooauth.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a redirect, which may be hostile.
 *
 * <p>An empty parameter counts as absent. A redirect with a parameter twice is not read, because
 * two readers could take two values.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1">RFC 6749, section 3.1</a>
 */
final class RedirectParameters {

  private static final int MAX_LENGTH = 16 * 1024;

  private final Map<String, String> values;

  private RedirectParameters(Map<String, String> values) {
    this.values = values;
  }

  /** Reads the query of a whole URI, or a query string. */
  static Optional<RedirectParameters> ofQuery(String received) {
    String text = received;
    int fragment = text.indexOf('#');
    text = fragment < 0 ? text : text.substring(0, fragment);
    int query = text.indexOf('?');
    if (query >= 0 && text.substring(0, query).indexOf('=') < 0) {
      return read(text.substring(query + 1));
    }
    return isUri(text) ? Optional.empty() : read(text);
  }

  /** Returns whether a URI comes before any parameter. A parameter's value may have one, too. */
  private static boolean isUri(String text) {
    int colon = text.indexOf(":/");
    int value = text.indexOf('=');
    return colon >= 0 && (value < 0 || colon < value);
  }

  /** Reads the fragment; without one the query, because a page may have moved the parameters. */
  static Optional<RedirectParameters> ofFragment(String received) {
    int fragment = received.indexOf('#');
    return fragment >= 0 && fragment + 1 < received.length()
        ? read(received.substring(fragment + 1))
        : ofQuery(received);
  }

  private static Optional<RedirectParameters> read(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      if (name == null || value == null || (!name.isEmpty() && !names.add(name))) {
        return Optional.empty();
      }
      if (!value.isEmpty()) {
        values.put(name, value);
      }
    }
    return Optional.of(new RedirectParameters(values));
  }

  /** Returns null if it is not UTF-8 in percent encoding, or has a control character. */
  static @Nullable String decoded(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = digit(text, i + 1);
        int low = digit(text, i + 2);
        if (high < 0 || low < 0) {
          return null;
        }
        bytes.put((byte) (high * 16 + low));
        i += 2;
      } else if (c <= ' ' || c >= 0x7f) {
        return null;
      } else {
        bytes.put((byte) (c == '+' ? ' ' : c));
      }
    }
    try {
      String value = UTF_8.newDecoder().decode(bytes.flip()).toString();
      return value.chars().anyMatch(Character::isISOControl) ? null : value;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static int digit(String text, int at) {
    return at < text.length() && HexFormat.isHexDigit(text.charAt(at))
        ? HexFormat.fromHexDigit(text.charAt(at))
        : -1;
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public String toString() {
    return "RedirectParameters[redacted]";
  }
}
