package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under what a token is stored: the client and the owner.
 *
 * <p>Data center and scopes are not part of the key, since the application learns them only from
 * Zoho's answer. Immutable and thread-safe.
 *
 * @param clientId the client ID of the API Console
 * @param owner whose token it is
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.2">RFC 6749, section 2.2</a>
 */
public record TokenKey(String clientId, TokenOwner owner) {

  private static final Set<String> NAMES = Set.of("client", "user", "organization", "environment");

  /**
   * Checks the client ID.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public TokenKey {
    Require.clientId(clientId);
    Objects.requireNonNull(owner, "owner");
  }

  /**
   * Returns the key as one line of printable ASCII, different for different keys and free of
   * secrets: {@code client=1000.ABC&user=42&environment=SANDBOX}.
   *
   * <p>Keep it whole, or keep {@link #sha256}: a column that ignores case or trailing blanks would
   * hand one user another's token.
   */
  public String text() {
    StringBuilder text = new StringBuilder("client=").append(clientId);
    append(text, "user", owner.user());
    append(text, "organization", owner.organization());
    Environment environment = owner.environment();
    append(text, "environment", environment == null ? null : environment.name());
    return text.toString();
  }

  /**
   * Returns the key of which this is the {@link #text}.
   *
   * @throws IllegalArgumentException if it is not the text of a key
   */
  public static TokenKey parse(String text) {
    try {
      return parsed(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("text: not the text of a token key");
    }
  }

  private static TokenKey parsed(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = part.substring(0, Math.max(equals, 0));
      if (!NAMES.contains(name) || parts.containsKey(name)) {
        throw new IllegalArgumentException("text: not the text of a token key");
      }
      parts.put(name, URLDecoder.decode(part.substring(equals + 1), UTF_8));
    }
    String environment = parts.get("environment");
    TokenOwner owner =
        new TokenOwner(
            parts.get("user"),
            parts.get("organization"),
            environment == null ? null : Environment.valueOf(environment));
    return new TokenKey(parts.getOrDefault("client", ""), owner);
  }

  /** Returns the SHA-256 of {@link #text} in 64 lower-case hexadecimal digits. */
  public String sha256() {
    return Sha256.hex(text());
  }

  /** Returns {@link #text}. */
  @Override
  public String toString() {
    return text();
  }

  /** By hand, like an owner's: what a record has of its own is linked anew in each program. */
  @Override
  public int hashCode() {
    return 31 * clientId.hashCode() + owner.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenKey that
        && clientId.equals(that.clientId)
        && owner.equals(that.owner);
  }

  private static void append(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
    }
  }
}
