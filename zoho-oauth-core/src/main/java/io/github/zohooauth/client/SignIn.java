package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.UserInfo;
import java.util.Optional;

/**
 * A sign-in whose tokens are not stored yet. An {@link OwnerResolver} finds their owner with it.
 *
 * <p>It is valid until the resolver returns. The client's own implementation is not thread-safe. A
 * test may implement this interface.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/sign-in-using-zoho.html">Zoho: sign in
 *     using Zoho</a>
 */
public interface SignIn {

  /** Returns the access token, with which an API tells the user or the organization. */
  AccessToken accessToken();

  /**
   * Returns the verified id_token, which tells who signed in.
   *
   * @throws ConfigurationException if no id_token came: ask for the scopes {@code openid} and
   *     {@code email}
   */
  IdToken idToken();

  /**
   * Returns what the accounts server of the user's data center knows about the user.
   *
   * @throws ConfigurationException if the scopes do not allow it: ask for {@code openid}, {@code
   *     profile} and {@code email}, or {@code AaaServer.profile.READ}
   * @throws AuthorizationRequiredException if the id_token is about another user
   * @throws TemporaryFailureException if the network or Zoho failed
   */
  UserInfo userInfo();

  /**
   * Returns whether Zoho issued a refresh token.
   *
   * <p>Zoho issues one only at a user's first consent, or with {@code promptConsent()}. {@link
   * SignInResult#isRenewable()} tells whether the stored tokens can be renewed.
   */
  boolean hasRefreshToken();

  /**
   * Adds a detail of the application's own, such as the user's e-mail address, to store with the
   * tokens.
   *
   * <p>The details of this sign-in replace those of an earlier record, together with its tokens. If
   * no refresh token was issued and the stored one stays, its details stay, too, and those of this
   * sign-in are dropped. Keep what has to change at each sign-in in the application's own tables.
   *
   * @throws IllegalArgumentException if the name has more than 256 characters, the value more than
   *     4096, or there would be more than 32 details
   */
  void putDetail(String name, String value);

  /** Returns the data center where the user's account lives. */
  default DataCenter dataCenter() {
    return accessToken().dataCenter();
  }

  /** Returns the environment that the user chose, if Zoho's answer names one. */
  default Optional<Environment> environment() {
    return accessToken().environment();
  }

  /**
   * Returns this owner in the environment that the user chose.
   *
   * <p>Production is left out, so that applications without other environments keep one name per
   * owner.
   */
  default TokenOwner inEnvironment(TokenOwner owner) {
    return environment()
        .filter(environment -> environment != Environment.PRODUCTION)
        .map(owner::inEnvironment)
        .orElse(owner);
  }
}
