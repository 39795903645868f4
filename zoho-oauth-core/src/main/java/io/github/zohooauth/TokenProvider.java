package io.github.zohooauth;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Provides access tokens. Application code depends on this interface only.
 *
 * <p>In a test, use a lambda. Implementations are thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-1.4">RFC 6749, section 1.4</a>
 */
@FunctionalInterface
public interface TokenProvider {

  /**
   * Returns a valid access token. The token is renewed first if it expires soon.
   *
   * <p>Call it before each request instead of keeping the token. It usually returns a cached token.
   *
   * @return the token; never null
   * @throws AuthorizationRequiredException if a person has to authorize first
   * @throws ConfigurationException if the client ID, client secret, data center or scope is wrong
   * @throws RateLimitedException if Zoho's rate limit is reached; it has the time to retry at
   * @throws TemporaryFailureException if the network or Zoho failed, or if the thread was
   *     interrupted; the interrupt flag is then set
   * @throws TokenStoreException if the token store failed
   */
  AccessToken getAccessToken();

  /**
   * Returns a valid access token without blocking, if the implementation can.
   *
   * <p>The library's own clients do not block. The default calls {@link #getAccessToken} in the
   * calling thread and returns a completed future.
   *
   * @return the token, or the failure that {@link #getAccessToken} throws; never null. This method
   *     itself throws nothing. If the caller cancels the future, a renewal in progress continues
   */
  default CompletableFuture<AccessToken> getAccessTokenAsync() {
    try {
      return CompletableFuture.completedFuture(getAccessToken());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Returns a replacement for a token that an API has rejected, to repeat the request with.
   *
   * <p>If a newer token is cached, it is returned at once. Otherwise the rejected token is renewed,
   * once for all callers. It is not renewed in its first minute, and at most once in ten minutes.
   * If it is not renewed, or if the renewal fails, the rejected token is returned. The API then
   * refused the request for another reason. Meanwhile {@link #getAccessToken} returns the token to
   * other callers until it expires. The default returns the result of {@link #getAccessToken}.
   *
   * @param rejected the token that the API did not accept
   * @return the replacement, or a token with the same value; never null
   * @throws AuthorizationRequiredException if the owner's tokens were revoked elsewhere, so that a
   *     person has to authorize first
   * @throws ZohoOAuthException as from {@link #getAccessToken}, if the rejected token has expired
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
   */
  default AccessToken replaceRejected(AccessToken rejected) {
    Objects.requireNonNull(rejected, "rejected");
    return getAccessToken();
  }

  /**
   * Returns a replacement for a rejected token without blocking, if the implementation can.
   *
   * <p>The library's own clients do not block. The default calls {@link #replaceRejected} in the
   * calling thread and returns a completed future. So override both methods if one of them blocks.
   *
   * @param rejected the token that the API did not accept
   * @return the token, or the failure that {@link #replaceRejected} throws; never null
   */
  default CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
    Objects.requireNonNull(rejected, "rejected");
    try {
      return CompletableFuture.completedFuture(replaceRejected(rejected));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
