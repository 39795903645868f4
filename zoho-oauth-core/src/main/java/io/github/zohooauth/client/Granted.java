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
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in brought, before it is known whose it is: what an application names the owner by.
 *
 * <p>Good for the length of the call that it is handed to. Not thread-safe.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/sign-in-using-zoho.html">Zoho: sign in
 *     using Zoho</a>
 */
public final class Granted {

  private final ClientParts client;
  private final IssuedTokens obtained;
  private final AccessToken accessToken;
  private final Map<String, String> details = new TreeMap<>();
  private @Nullable IdToken idToken;

  Granted(ClientParts client, IssuedTokens obtained) {
    this.client = client;
    this.obtained = obtained;
    this.accessToken =
        obtained
            .onto(
                DataCenters.blank(obtained.dataCenter()),
                client
                    .apiDomain()
                    .rule(
                        obtained.response().apiDomain(),
                        TokenOwner.unnamed(),
                        obtained.dataCenter()),
                client.policy(),
                SignInHistory.NONE)
            .accessTokenOf(obtained.dataCenter())
            .orElseThrow();
  }

  /** Returns the access token, to ask an API who the user or the organization is. */
  public AccessToken accessToken() {
    return accessToken;
  }

  /**
   * Returns who signed in, as the id_token says that came beside the access token.
   *
   * <p>The first call verifies it, for which the data center's keys may have to be fetched.
   *
   * @throws ConfigurationException if none came: ask for the scopes {@code openid} and {@code
   *     email}; or if it lacks a claim that an option of the builder would do without
   * @throws AuthorizationRequiredException if it is not to be trusted
   * @throws TemporaryFailureException if the keys cannot be fetched
   */
  public IdToken idToken() {
    if (idToken == null) {
      idToken = verified();
    }
    return idToken;
  }

  private IdToken verified() {
    String text = obtained.response().idToken();
    if (text == null) {
      String what = "No id_token came: ask for the scopes openid and email when authorizing.";
      throw Failures.of(client.clientId()).at(dataCenter()).configuration(what);
    }
    return await(client.idTokens().verify(text, dataCenter(), obtained.expectation(accessToken)));
  }

  /**
   * The id_token, if one came, verified whether or not the application asks for it: through a
   * browser it is what shows that nobody has put another access token beside it.
   */
  Optional<IdToken> idTokenIfAny() {
    return obtained.response().idToken() == null ? Optional.empty() : Optional.of(idToken());
  }

  /** The id_token, if it was asked for by now. */
  @Nullable IdToken idTokenIfKnown() {
    return idToken;
  }

  /**
   * Returns what Zoho tells of the user, asked of the accounts server where he lives.
   *
   * @throws ConfigurationException if the scopes do not allow it: ask for {@code openid}, {@code
   *     profile} and {@code email}, or {@code AaaServer.profile.READ}
   * @throws AuthorizationRequiredException if it is about somebody else than the id_token
   * @throws TemporaryFailureException if the network or Zoho failed
   */
  public UserInfo userInfo() {
    IdToken same = idTokenIfAny().orElse(null);
    return await(client.userInfo().userInfo(accessToken, dataCenter(), same));
  }

  private <T> T await(CompletableFuture<T> work) {
    return client.await(work);
  }

  /**
   * Returns whether a refresh token came, so that the tokens outlive their hour.
   *
   * <p>Zoho issues one at a user's first consent alone, or with {@code promptConsent()}.
   */
  public boolean isRenewable() {
    return obtained.response().refreshToken() != null;
  }

  /** Returns the data center where the user's account lives. */
  public DataCenter dataCenter() {
    return obtained.dataCenter();
  }

  /** Returns the environment that was chosen at consent, if Zoho's answer names one. */
  public Optional<Environment> environment() {
    return accessToken.environment();
  }

  /**
   * Stores a detail of the application's own beside the tokens, such as the user's e-mail.
   *
   * @throws IllegalArgumentException if the name has more than 256 characters, the value more than
   *     4096, or there would be more than 32 details
   */
  public Granted detail(String name, String value) {
    new StoredToken(dataCenter().location(), null, null, null, details, Map.of())
        .withDetail(name, value);
    details.put(name, value);
    return this;
  }

  Map<String, String> details() {
    return Collections.unmodifiableMap(details);
  }

  /** Returns the data center and the access token without its value. */
  @Override
  public String toString() {
    return "Granted[dataCenter=%s, accessToken=%s]".formatted(dataCenter(), accessToken);
  }
}
