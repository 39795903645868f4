package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.ZohoOAuthException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One client of the Zoho API Console: what all client types have in common.
 *
 * <p>Make one per registered client, share it among all threads, and close it at the end. Methods
 * without an owner use the owner given to the builder. They throw an {@link IllegalStateException}
 * if a {@link ServerClient} was given none, so that no request gets another owner's token.
 *
 * <p>A test may implement this interface: a method that is added later has a default. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/oauth-setup.html">Zoho: register a
 *     client</a>
 */
public interface OAuthClient extends TokenProvider, AutoCloseable {

  /** Returns the client ID of the API Console. */
  String clientId();

  /**
   * Returns the builder's owner, whose tokens {@link #getAccessToken} returns.
   *
   * @throws IllegalStateException if a {@link ServerClient} was given none; use {@link #forOwner}
   */
  TokenOwner owner();

  /** Returns the provider of this owner's tokens. It may be kept, or asked for each time. */
  TokenProvider forOwner(TokenOwner owner);

  @Override
  default AccessToken getAccessToken() {
    return forOwner(owner()).getAccessToken();
  }

  @Override
  default CompletableFuture<AccessToken> getAccessTokenAsync() {
    try {
      return forOwner(owner()).getAccessTokenAsync();
    } catch (RuntimeException e) { // such as without an owner
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  default AccessToken replaceRejected(AccessToken rejected) {
    return forOwner(owner()).replaceRejected(rejected);
  }

  @Override
  default CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
    try {
      return forOwner(owner()).replaceRejectedAsync(rejected);
    } catch (IllegalStateException e) { // without an owner
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Does what {@link #isAuthorized(TokenOwner)} does, for the builder's owner. */
  default boolean isAuthorized() {
    return isAuthorized(owner());
  }

  /**
   * Returns whether this owner has a token, or can get one without a person.
   *
   * @throws ConfigurationException if the record names a data center that this client does not
   *     know, or if the builder's refresh token is the stored access token
   * @throws TokenStoreException if the store cannot be read
   */
  boolean isAuthorized(TokenOwner owner);

  /** Does what {@link #status(TokenOwner)} does, for the builder's owner. */
  default Optional<TokenStatus> status() {
    return status(owner());
  }

  /**
   * Returns what is known about this owner's tokens: until when, refused since when, and so on.
   *
   * <p>It reads the record of this client's own key from the store. It adds what this client object
   * knows: calls that the store does not have yet, a failure that it would repeat, and whether the
   * accounts server fails. Zoho is not called, and nothing is renewed.
   *
   * @return empty if the owner is not signed in, so that nothing is stored. A refresh token of the
   *     builder that is not adopted yet counts as stored. With {@code client_credentials} there is
   *     always a status, because no sign-in is needed
   * @throws UnreadableRecordException if the record's encryption key is missing, or if a newer
   *     version wrote it
   * @throws TokenStoreException if the store cannot be read
   * @throws ConfigurationException if the record names a data center that this client does not
   *     know, or if the builder's refresh token is the stored access token
   */
  default Optional<TokenStatus> status(TokenOwner owner) {
    throw new UnsupportedOperationException("status: not implemented by " + getClass().getName());
  }

  /** Does what {@link #adopt(String, TokenOwner)} does, for the builder's owner. */
  default boolean adopt(String refreshToken) {
    return adopt(refreshToken, owner());
  }

  /**
   * Does what {@link #adopt(String, TokenOwner, DataCenter)} does, at the client's own data center.
   *
   * <p>If the owner's record has this refresh token of another data center, or has adopted it last,
   * it stays there.
   */
  default boolean adopt(String refreshToken, TokenOwner owner) {
    throw new UnsupportedOperationException("adopt: not implemented by " + getClass().getName());
  }

  /**
   * Stores a refresh token that the application has already, such as from another library.
   *
   * <p>Zoho is not asked; the first renewal does that. The same refresh token again changes
   * nothing, even if the owner has signed in since then, or Zoho has refused it. Another refresh
   * token replaces the owner's record, including its details, and the old one is not revoked.
   * Clients and processes that share the store adopt it once.
   *
   * @param dataCenter where the user lives; a refresh token works only there
   * @return whether the refresh token was stored; false if it is the stored one, or was adopted
   *     before
   * @throws IllegalArgumentException if the refresh token is missing or malformed, or this client
   *     does not know the data center
   * @throws ConfigurationException if it is the owner's stored access token; or if the data center
   *     has no client secret, or lacks the owner's environment
   * @throws TokenStoreException if the store could not be read or written
   * @throws TemporaryFailureException if another process renews the owner's token for too long
   * @throws UnsupportedOperationException if nothing is renewed by refresh token: by a {@link
   *     BrowserClient}, or with {@link SelfClient.Builder#clientCredentials}
   * @throws IllegalStateException if the client is closed
   */
  default boolean adopt(String refreshToken, TokenOwner owner, DataCenter dataCenter) {
    throw new UnsupportedOperationException("adopt: not implemented by " + getClass().getName());
  }

  /** Does what {@link #details(TokenOwner)} does, for the builder's owner. */
  default Map<String, String> details() {
    return details(owner());
  }

  /**
   * Returns what the application stored beside this owner's tokens, by name.
   *
   * @return empty if nothing is stored
   * @throws TokenStoreException if the store cannot be read
   * @see SignIn#putDetail
   */
  Map<String, String> details(TokenOwner owner);

  /** Does what {@link #userInfo(TokenOwner)} does, for the builder's owner. */
  default UserInfo userInfo() {
    return userInfo(owner());
  }

  /**
   * Returns what Zoho knows about this owner's user.
   *
   * @throws ConfigurationException if the token's scopes do not allow it: ask for {@code openid},
   *     {@code profile} and {@code email}, or {@code AaaServer.profile.READ}
   * @throws ZohoOAuthException as {@link #getAccessToken}
   * @throws IllegalStateException if the client is closed
   */
  UserInfo userInfo(TokenOwner owner);

  /** Does what {@link #revoke(TokenOwner)} does, for the builder's owner. */
  default void revoke() {
    revoke(owner());
  }

  /**
   * Revokes this owner's tokens at Zoho, and then removes them from the store and from memory.
   *
   * <p>A refresh token that Zoho has refused counts as revoked, and so does an expired access token
   * without a refresh token. If nothing is stored, Zoho is not asked, and no listener is told.
   *
   * @throws ConfigurationException if Zoho confirmed the revocation in neither of its two forms.
   *     The record stays; {@link #forget(TokenOwner)} removes it
   * @throws ZohoOAuthException if Zoho gave no final answer, and the record stays; or the store
   *     failed
   * @throws IllegalStateException if the client is closed
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</a>
   */
  void revoke(TokenOwner owner);

  /** Does what {@link #forget(TokenOwner)} does, for the builder's owner. */
  default void forget() {
    forget(owner());
  }

  /**
   * Removes this owner's record from the store and from memory, without asking Zoho.
   *
   * <p>The tokens stay valid at Zoho: call {@link #revoke(TokenOwner)} first, unless it cannot
   * succeed.
   *
   * @throws TokenStoreException if the store failed
   * @throws IllegalStateException if the client is closed
   */
  void forget(TokenOwner owner);

  /**
   * Stops the threads and connections that the client made for itself; idempotent.
   *
   * <p>Close the client before the pool or data source of its store. This method waits for renewals
   * that hold their lease and for sign-ins whose code was sent, so that no new token is lost and no
   * lease stays. It waits for at most 25 seconds, and not in a thread of the client's own, such as
   * one that calls a listener. Other renewals fail at once. After that, methods that need the
   * network throw an {@link IllegalStateException}.
   */
  @Override
  void close();
}
