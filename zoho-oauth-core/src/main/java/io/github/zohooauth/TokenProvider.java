package io.github.zohooauth;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Gives an access token that works: the one thing that application code depends on.
 *
 * <p>In a test a lambda will do. Implementations are thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-1.4">RFC 6749, section 1.4</a>
 */
@FunctionalInterface
public interface TokenProvider {

  /**
   * Returns an access token that is valid now and a little longer, renewed first if need be.
   *
   * <p>Ask for it before each request instead of keeping it; mostly it comes from memory.
   *
   * @return the token; never null
   * @throws AuthorizationRequiredException if a person has to authorize first
   * @throws ConfigurationException if client ID, secret, data center or scope are wrong
   * @throws RateLimitedException if Zoho's limit is reached; it says until when
   * @throws TemporaryFailureException if the network or Zoho failed, or the thread was interrupted,
   *     whose flag is then set
   * @throws TokenStoreException if the token store failed
   */
  AccessToken getAccessToken();

  /**
   * Returns the same as {@link #getAccessToken}, without blocking where the implementation can.
   *
   * <p>The library's own clients block nobody. A lambda runs here, in the calling thread, and the
   * future that comes back has ended.
   *
   * @return the token, or the failure that {@link #getAccessToken} throws; never null, and it
   *     throws nothing itself. To cancel it is to leave: a renewal under way goes on
   */
  default CompletableFuture<AccessToken> getAccessTokenAsync() {
    try {
      return CompletableFuture.completedFuture(getAccessToken());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Returns a better token than one that an API has rejected, to repeat that request with.
   *
   * <p>A token that was obtained later comes back at once. Otherwise the rejected token is renewed:
   * once for all who ask, not in its first minute, and at most once in ten minutes. If it is not
   * renewed, or its renewal fails, the same token comes back: then the API refused the request for
   * another reason. Meanwhile {@link #getAccessToken} serves the token to all others as long as it
   * lives. A lambda returns what {@link #getAccessToken} returns.
   *
   * @param rejected the token that the API did not accept
   * @return a token to repeat the request with, or one of the same value; never null
   * @throws AuthorizationRequiredException if a person has to authorize first, because the owner's
   *     tokens were revoked elsewhere
   * @throws ZohoOAuthException as {@link #getAccessToken}, if the rejected token has expired
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
   */
  default AccessToken replaceRejected(AccessToken rejected) {
    Objects.requireNonNull(rejected, "rejected");
    return getAccessToken();
  }

  /**
   * Returns the same as {@link #replaceRejected}, without blocking where the implementation can.
   *
   * <p>A lambda returns what {@link #getAccessTokenAsync} returns.
   *
   * @param rejected the token that the API did not accept
   * @return the token, or the failure that {@link #replaceRejected} throws; never null
   */
  default CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
    Objects.requireNonNull(rejected, "rejected");
    return getAccessTokenAsync();
  }
}
