package io.github.zohooauth;

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
}
