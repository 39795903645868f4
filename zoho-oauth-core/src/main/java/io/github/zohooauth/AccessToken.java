package io.github.zohooauth;

import io.github.zohooauth.internal.text.Origin;
import io.github.zohooauth.internal.text.Require;
import io.github.zohooauth.internal.text.Scopes;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An access token, with its expiry, its data center and its API domain.
 *
 * <p>{@link #toString} leaves the value out, so that no log shows it by accident. The type is not
 * {@code Serializable}, so that no session file stores it. Immutable and thread-safe.
 *
 * @param value the secret itself: 1 to 4096 characters of {@code A-Z a-z 0-9 . _ ~ + / = -}
 * @param expiresAt when Zoho stops accepting it
 * @param scopes the granted scopes, as Zoho reported them; empty if Zoho reported none
 * @param dataCenter the data center of the user's account, where the token works
 * @param apiDomain the base URL of the API for this token's data center and environment
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-1.4">RFC 6749, section 1.4</a>
 */
public record AccessToken(
    String value, Instant expiresAt, Set<String> scopes, DataCenter dataCenter, URI apiDomain) {

  /**
   * Checks the values and copies the scopes.
   *
   * <p>The API domain may be a server outside the data center's domains. The application that makes
   * the token vouches for it. The token may then go to that server, but not to other hosts of its
   * domain.
   *
   * @throws IllegalArgumentException if the value has a character that no token has. Also thrown if
   *     the API domain is not an https base URL. Plain http is accepted on a loopback address
   * @throws NullPointerException if anything is null
   */
  public AccessToken {
    Require.token("value", Objects.requireNonNull(value, "value"));
    Objects.requireNonNull(expiresAt, "expiresAt");
    scopes = Scopes.copyOf(scopes);
    Objects.requireNonNull(dataCenter, "dataCenter");
    apiDomain = Require.server("apiDomain", apiDomain);
  }

  /**
   * Returns a token without known scopes for the production API of this data center.
   *
   * @throws IllegalArgumentException if the value has a character that no token has
   */
  public static AccessToken of(String value, Instant expiresAt, DataCenter dataCenter) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    URI production = dataCenter.apiDomain(Environment.PRODUCTION).orElseThrow();
    return new AccessToken(value, expiresAt, Set.of(), dataCenter, production);
  }

  /**
   * Returns whether this token may be sent to this URI.
   *
   * <p>Only scheme, host and port count. The token may go to each server that its data center
   * {@linkplain DataCenter#serves serves}, and to the server of its API domain. A URI with user
   * information is refused. Plain http is refused except on a loopback address.
   */
  public boolean isFor(URI uri) {
    URI origin = Origin.of(uri);
    return origin != null && (origin.equals(Origin.of(apiDomain)) || dataCenter.serves(uri));
  }

  /** Returns the environment that the token's API domain belongs to; empty if none has it. */
  public Optional<Environment> environment() {
    return dataCenter.environmentOf(apiDomain);
  }

  /**
   * Returns the URI of this path on the API domain.
   *
   * @param path percent-encoded, with exactly one slash at its start, such as {@code
   *     /crm/v8/Leads}; it may have a query
   * @throws IllegalArgumentException if it starts with no slash or with two, or is malformed
   */
  public URI resolve(String path) {
    if (!Objects.requireNonNull(path, "path").startsWith("/") || path.startsWith("//")) {
      throw new IllegalArgumentException("path: exactly one slash is needed at the start");
    }
    try {
      return new URI(apiDomain + path);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("path: malformed; percent-encode it");
    }
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

  /** Returns all components except the value. The data center is shown as its location. */
  @Override
  public String toString() {
    return "AccessToken[value=redacted, expiresAt=%s, scopes=%s, dataCenter=%s, apiDomain=%s]"
        .formatted(expiresAt, scopes, dataCenter.location(), apiDomain);
  }
}
