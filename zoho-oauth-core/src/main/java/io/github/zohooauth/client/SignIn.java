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
 * What a sign-in brought, before anything is stored: an {@link OwnerResolver} finds the owner by
 * it.
 *
 * <p>Valid until the resolver returns. The client's own implementation is not thread-safe; a test
 * may have one of its own.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/sign-in-using-zoho.html">Zoho: sign in
 *     using Zoho</a>
 */
public interface SignIn {

  /** Returns the access token, to ask an API who the user or the organization is. */
  AccessToken accessToken();

  /**
   * Returns who signed in, as the verified id_token says.
   *
   * @throws ConfigurationException if no id_token came: ask for the scopes {@code openid} and
   *     {@code email}
   */
  IdToken idToken();

  /**
   * Returns what the accounts server of the user's data center tells of the user.
   *
   * @throws ConfigurationException if the scopes do not allow it: ask for {@code openid}, {@code
   *     profile} and {@code email}, or {@code AaaServer.profile.READ}
   * @throws AuthorizationRequiredException if it is about another user than the id_token
   * @throws TemporaryFailureException if the network or Zoho failed
   */
  UserInfo userInfo();

  /**
   * Returns whether a refresh token came.
   *
   * <p>Zoho issues one at a user's first consent alone, or with {@code promptConsent()}. {@link
   * SignInResult#isRenewable()} tells whether the stored tokens can be renewed.
   */
  boolean hasRefreshToken();

  /**
   * Stores a detail of the application's own beside the tokens, such as the user's e-mail address.
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
