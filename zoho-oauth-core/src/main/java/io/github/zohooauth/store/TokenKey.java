package io.github.zohooauth.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.text.Crypto;
import io.github.zohooauth.internal.text.Require;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern TEXT =
      Pattern.compile(
          "client=(?<client>[^&]+)(&(?!scopes=)(?<owner>.+?))?(&scopes=(?<scopes>[^&]+))?");

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
    if (!owner.equals(TokenOwner.unnamed())) {
      text.append('&').append(owner.text());
    }
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
   * @throws IllegalArgumentException if the text is not that of a key; the message does not quote
   *     it
   */
  public static TokenKey parse(String text) {
    try {
      Matcher parts = TEXT.matcher(Objects.requireNonNull(text, "text"));
      if (parts.matches()) {
        String owner = parts.group("owner");
        String scopes = parts.group("scopes");
        TokenKey key =
            new TokenKey(
                parts.group("client"),
                owner == null ? TokenOwner.unnamed() : TokenOwner.parse(owner),
                scopes == null
                    ? Set.of()
                    : new LinkedHashSet<>(List.of(URLDecoder.decode(scopes, UTF_8).split(","))));
        if (key.text().equals(text)) {
          return key;
        }
      }
    } catch (IllegalArgumentException e) {
      // A part is malformed; the message below does not quote it.
    }
    throw new IllegalArgumentException("text: not the text of a token key");
  }

  /** Returns the SHA-256 of {@link #text} in 64 lower-case hexadecimal digits. */
  public String sha256() {
    return Crypto.sha256Hex(text());
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
}
