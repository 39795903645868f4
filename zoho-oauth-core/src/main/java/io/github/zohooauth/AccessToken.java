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
   * <p>The API domain need not be one of the data center's: an application that makes a token says
   * where its API is. Such a token may go to that one server, and to no host beside it.
   *
   * @throws IllegalArgumentException if the value has a character that no token has, or the API
   *     domain is not a base URL of https, or of plain http on a loopback address
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
   * Returns a token for the production API of this data center, of which no scopes are known.
   *
   * @throws IllegalArgumentException if the value has a character that no token has
   */
  public static AccessToken of(String value, Instant expiresAt, DataCenter dataCenter) {
    Objects.requireNonNull(dataCenter, "dataCenter");
    URI production = dataCenter.apiDomain(Environment.PRODUCTION).orElseThrow();
    return new AccessToken(value, expiresAt, Set.of(), dataCenter, production);
  }

  /**
   * Returns whether this token may be sent to this URI, for which scheme, host and port count.
   *
   * <p>It may go where its data center {@linkplain DataCenter#serves serves}, and to the server of
   * its API domain. User information in the URI is refused, and so is plain http, except on a
   * loopback address.
   */
  public boolean isFor(URI uri) {
    URI origin = Origin.of(uri);
    return origin != null && (origin.equals(Origin.of(apiDomain)) || dataCenter.serves(uri));
  }

  /** Returns the environment whose API domain the token has; empty if it is another host's. */
  public Optional<Environment> environment() {
    return dataCenter.environmentOf(apiDomain);
  }

  /**
   * Returns the URI of this path on the API domain, such as that of {@code /crm/v8/Leads}.
   *
   * @param path with one slash at its start, percent-encoded; a query may follow
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

  /** Returns all but the value; of the data center, its location. */
  @Override
  public String toString() {
    return "AccessToken[value=redacted, expiresAt=%s, scopes=%s, dataCenter=%s, apiDomain=%s]"
        .formatted(expiresAt, scopes, dataCenter.location(), apiDomain);
  }
}
