package io.github.zohooauth.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.text.Sha256;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key of a stored token: the client, the owner and, for {@code client_credentials}, the scopes.
 *
 * <p>The data center is not part of the key, because the application learns it only from Zoho's
 * answer. Immutable and thread-safe.
 *
 * @param clientId the client ID of the API Console
 * @param owner the owner of the token
 * @param scopes the scopes of {@link
 *     io.github.zohooauth.client.SelfClient.Builder#clientCredentials
 *     SelfClient.Builder#clientCredentials}, in any order; empty for every other client
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.2">RFC 6749, section 2.2</a>
 */
public record TokenKey(String clientId, TokenOwner owner, Set<String> scopes) {

  private static final Set<String> NAMES =
      Set.of("client", "user", "organization", "environment", "scopes");

  /**
   * Checks the client ID and the scopes, and copies the scopes.
   *
   * @throws IllegalArgumentException if the client ID or a scope is malformed
   */
  public TokenKey {
    Require.clientId(clientId);
    Objects.requireNonNull(owner, "owner");
    scopes = Require.sortedScopes(scopes);
  }

  /**
   * Makes a key without scopes, for all clients that renew by a refresh token.
   *
   * @throws IllegalArgumentException if the client ID is malformed
   */
  public TokenKey(String clientId, TokenOwner owner) {
    this(clientId, owner, Set.of());
  }

  /**
   * Returns the key as one line of printable ASCII: {@code
   * client=1000.ABC&user=42&environment=SANDBOX}.
   *
   * <p>Different keys have different texts. The text holds no secret. Scopes come last, in
   * alphabetical order: {@code &scopes=ZohoCRM.modules.READ,ZohoCRM.org.READ}.
   *
   * <p>Store the exact text, or store {@link #sha256}. A column that ignores case or trailing
   * blanks would give one user another user's token.
   */
  public String text() {
    StringBuilder text = new StringBuilder("client=").append(clientId);
    append(text, "user", owner.user());
    append(text, "organization", owner.organization());
    Environment environment = owner.environment();
    append(text, "environment", environment == null ? null : environment.name());
    String separator = "&scopes=";
    for (String scope : scopes) {
      text.append(separator).append(URLEncoder.encode(scope, UTF_8));
      separator = ",";
    }
    return text.toString();
  }

  /**
   * Parses the {@link #text} of a key.
   *
   * @throws IllegalArgumentException if the text is not that of a key
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
    String scopes = parts.get("scopes");
    if (scopes == null) {
      return new TokenKey(parts.getOrDefault("client", ""), owner);
    }
    TokenKey key =
        new TokenKey(
            parts.getOrDefault("client", ""),
            owner,
            new LinkedHashSet<>(List.of(scopes.split(",", -1))));
    if (!key.text().equals(text)) {
      throw new IllegalArgumentException("text: not the text of a token key");
    }
    return key;
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

  /**
   * Written by hand, because a record's own method is linked at run time, which slows the start.
   */
  @Override
  public int hashCode() {
    return 31 * clientId.hashCode() + owner.hashCode() + scopes.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenKey that
        && clientId.equals(that.clientId)
        && owner.equals(that.owner)
        && scopes.equals(that.scopes);
  }

  private static void append(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
    }
  }
}
