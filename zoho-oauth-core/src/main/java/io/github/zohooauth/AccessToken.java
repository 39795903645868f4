package io.github.zohooauth;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * An access token, where it works and until when.
 *
 * <p>{@link #toString} leaves the value out, and the type is not {@code Serializable}, so that a
 * token reaches neither a log nor a session file by accident. Immutable and thread-safe.
 *
 * @param value the secret itself: 1 to 4096 characters of {@code A-Z a-z 0-9 . _ ~ + / = -}
 * @param expiresAt when Zoho stops accepting it
 * @param scopes what was granted, as Zoho told it; empty if Zoho did not
 * @param dataCenter where the user's account lives, and the token works
 * @param apiDomain the base URL of the API for this token's data center and environment
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-1.4">RFC 6749, section 1.4</a>
 */
public record AccessToken(
    String value, Instant expiresAt, Set<String> scopes, DataCenter dataCenter, URI apiDomain) {

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if the value has a character that no token has
   * @throws NullPointerException if anything is null
   */
  public AccessToken {
    Require.token("value", Objects.requireNonNull(value, "value"));
    Objects.requireNonNull(expiresAt, "expiresAt");
    scopes = Scopes.copyOf(scopes);
    Objects.requireNonNull(dataCenter, "dataCenter");
    Objects.requireNonNull(apiDomain, "apiDomain");
  }

  /**
   * Returns the value of the {@code Authorization} header that all of Zoho's products accept.
   *
   * @return {@code Zoho-oauthtoken} and the token: a secret
   * @see <a href="https://www.zoho.com/accounts/protocol/oauth/use-access-token.html">Zoho: use the
   *     access token</a>
   */
  public String authorizationHeader() {
    return "Zoho-oauthtoken " + value;
  }

  /** Returns all but the value; of the data center, its location. */
  @Override
  public String toString() {
    return "AccessToken[value=redacted, expiresAt=%s, scopes=%s, dataCenter=%s, apiDomain=%s]"
        .formatted(expiresAt, scopes, dataCenter.location(), apiDomain);
  }
}
