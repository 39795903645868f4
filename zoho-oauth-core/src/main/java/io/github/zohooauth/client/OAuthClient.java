package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.ZohoOAuthException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One client of the Zoho API Console: what all client types have in common.
 *
 * <p>Make one per registered client, share it among all threads, and close it at the end. Its own
 * {@link #getAccessToken} serves the owner given to the builder. A test may implement this
 * interface; a method that is added later has a default. Thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/oauth-setup.html">Zoho: register a
 *     client</a>
 */
public interface OAuthClient extends TokenProvider, AutoCloseable {

  /** Returns the client ID of the API Console. */
  String clientId();

  /**
   * Returns whose tokens {@link #getAccessToken} gives: the builder's owner.
   *
   * @throws IllegalStateException if a {@link ServerClient} was given none, so that no request gets
   *     another owner's token: ask {@link #forOwner}
   */
  TokenOwner owner();

  /** Returns the provider of this owner's tokens; keep it, or ask again, as you like. */
  TokenProvider forOwner(TokenOwner owner);

  /**
   * Returns the access token of the builder's owner.
   *
   * @throws IllegalStateException as {@link #owner}
   */
  @Override
  default AccessToken getAccessToken() {
    return forOwner(owner()).getAccessToken();
  }

  @Override
  default CompletableFuture<AccessToken> getAccessTokenAsync() {
    return forOwner(owner()).getAccessTokenAsync();
  }

  @Override
  default AccessToken replaceRejected(AccessToken rejected) {
    return forOwner(owner()).replaceRejected(rejected);
  }

  @Override
  default CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
    return forOwner(owner()).replaceRejectedAsync(rejected);
  }

  /**
   * Returns whether the builder's owner has a token, or what it takes to get one without a person.
   *
   * @throws IllegalStateException as {@link #owner}
   * @throws TokenStoreException if the store cannot be read
   */
  default boolean isAuthorized() {
    return isAuthorized(owner());
  }

  /**
   * Returns whether this owner has a token, or what it takes to get one without a person.
   *
   * @throws TokenStoreException if the store cannot be read
   */
  boolean isAuthorized(TokenOwner owner);

  /**
   * Returns what the application stored beside this owner's tokens, by name; empty if nothing is
   * stored.
   *
   * @throws TokenStoreException if the store cannot be read
   */
  Map<String, String> details(TokenOwner owner);

  /** Returns the details of the builder's owner; as {@link #details(TokenOwner)}. */
  default Map<String, String> details() {
    return details(owner());
  }

  /** Returns the user of the builder's owner; as {@link #userInfo(TokenOwner)}. */
  default UserInfo userInfo() {
    return userInfo(owner());
  }

  /**
   * Returns what Zoho tells of this owner's user.
   *
   * @throws ConfigurationException if the token's scopes do not allow it: ask for {@code openid},
   *     {@code profile} and {@code email}, or {@code AaaServer.profile.READ}
   * @throws ZohoOAuthException as {@link #getAccessToken}
   * @throws IllegalStateException if the client is closed
   */
  UserInfo userInfo(TokenOwner owner);

  /** Revokes the tokens of the builder's owner; as {@link #revoke(TokenOwner)}. */
  default void revoke() {
    revoke(owner());
  }

  /**
   * Revokes this owner's tokens at Zoho, and then forgets them; none is fine.
   *
   * <p>A refresh token that Zoho has refused counts as revoked, and so does an access token alone
   * that has expired.
   *
   * @throws ConfigurationException if Zoho confirmed the revocation in neither of its two forms;
   *     nothing is forgotten, and {@link #forget(TokenOwner)} is what is left
   * @throws ZohoOAuthException if Zoho gave no final answer, and then nothing is forgotten, or the
   *     store failed
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</a>
   */
  void revoke(TokenOwner owner);

  /**
   * Forgets the tokens of the builder's owner; as {@link #forget(TokenOwner)}.
   *
   * @throws IllegalStateException as {@link #owner}
   */
  default void forget() {
    forget(owner());
  }

  /**
   * Removes this owner's record from the store and from memory, and asks Zoho nothing; none is
   * fine.
   *
   * <p>The tokens stay valid at Zoho: call {@link #revoke} first, unless it cannot succeed.
   *
   * @throws TokenStoreException if the store failed
   * @throws IllegalStateException if the client is closed
   */
  void forget(TokenOwner owner);

  /**
   * Gives back threads and connections that the client made for itself; idempotent.
   *
   * <p>Close the client before the pool or data source of its store. This method waits for renewals
   * that hold their lease and for sign-ins whose code was sent, so that no new token is lost and no
   * lease stays. It waits for 25 seconds at most, and not in a thread of the client's own, such as
   * one that calls a listener. Other renewals end at once. Afterwards what needs the network is an
   * {@link IllegalStateException}.
   */
  @Override
  void close();
}
