package io.github.zohooauth.client;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.openid.IdTokenVerifier;
import io.github.zohooauth.store.StoredToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that Zoho has issued and that have no owner yet.
 *
 * @param dataCenter the data center that issued them
 * @param askedAt when they were requested; their lifetime counts from then
 * @param calls when the token endpoint was called
 * @param nonce the nonce of the authorization request, or null
 * @param offline whether a refresh token was requested, too
 * @param forSession whether the user granted silent renewal for the session
 * @param byBrowser whether they came in a redirect, where others can swap single tokens
 */
record IssuedTokens(
    TokenResponse response,
    DataCenter dataCenter,
    Instant askedAt,
    Collection<Instant> calls,
    @Nullable String nonce,
    boolean offline,
    boolean forSession,
    boolean byBrowser) {

  /** Makes the tokens of a token endpoint's answer. */
  IssuedTokens(
      TokenResponse response,
      DataCenter dataCenter,
      Instant askedAt,
      Collection<Instant> calls,
      @Nullable String nonce,
      boolean offline) {
    this(response, dataCenter, askedAt, calls, nonce, offline, false, false);
  }

  /** Returns the tokens of a redirect. */
  static IssuedTokens byBrowser(
      TokenResponse response,
      DataCenter dataCenter,
      Instant askedAt,
      @Nullable String nonce,
      boolean forSession) {
    return new IssuedTokens(
        response, dataCenter, askedAt, List.of(), nonce, false, forSession, true);
  }

  /**
   * Verifies the id_token if one came, even if the application does not use it.
   *
   * <p>In a redirect, the id_token proves that the access token belongs to the same sign-in.
   */
  CompletableFuture<Verified> verified(ClientParts client) {
    String idToken = response.idToken();
    return idToken == null
        ? CompletableFuture.completedFuture(new Verified(client, this, null))
        : client
            .idTokens()
            .verify(
                idToken,
                dataCenter,
                new IdTokenVerifier.Expected(nonce, response.accessToken(), byBrowser))
            .thenApply(verified -> new Verified(client, this, verified));
  }

  /** Returns how long ago they were requested. */
  Duration took(InstantSource clock) {
    Duration took = Duration.between(askedAt, clock.instant());
    return took.isNegative() ? Duration.ZERO : took;
  }

  @Override
  public String toString() {
    return "IssuedTokens[response=%s, dataCenter=%s]".formatted(response, dataCenter);
  }

  /** Issued tokens whose id_token, if one came, is verified. Not thread-safe. */
  static final class Verified implements SignIn {

    private final ClientParts client;
    private final IssuedTokens issued;
    private final @Nullable IdToken idToken;
    private final Map<String, String> details = new TreeMap<>();
    private @Nullable AccessToken accessToken;

    Verified(ClientParts client, IssuedTokens issued, @Nullable IdToken idToken) {
      this.client = client;
      this.issued = issued;
      this.idToken = idToken;
    }

    IssuedTokens issued() {
      return issued;
    }

    @Override
    public AccessToken accessToken() {
      AccessToken token = accessToken;
      if (token == null) {
        TokenResponse response = issued.response();
        URI apiDomain =
            client
                .dataCenters()
                .apiDomain(response.apiDomain(), TokenOwner.unnamed(), dataCenter());
        token =
            response
                .onto(DataCenters.blank(dataCenter()), apiDomain, issued.askedAt())
                .accessTokenOf(dataCenter())
                .orElseThrow();
        accessToken = token;
      }
      return token;
    }

    @Override
    public DataCenter dataCenter() {
      return issued.dataCenter();
    }

    @Override
    public IdToken idToken() {
      if (idToken == null) {
        throw client
            .failures(dataCenter())
            .configuration(
                "Zoho issued no id_token: request the scopes openid and email when you authorize.");
      }
      return idToken;
    }

    @Nullable IdToken idTokenOrNull() {
      return idToken;
    }

    @Override
    public UserInfo userInfo() {
      return client.await(client.userInfo().userInfo(accessToken(), dataCenter(), idToken));
    }

    @Override
    public boolean hasRefreshToken() {
      return issued.response().refreshToken() != null;
    }

    @Override
    public void putDetail(String name, String value) {
      StoredToken unused = // checks the detail as a record does
          new StoredToken(dataCenter().location(), null, null, null, details, Map.of())
              .withDetail(name, value);
      details.put(name, value);
    }

    Map<String, String> details() {
      return Collections.unmodifiableMap(details);
    }

    @Override
    public String toString() {
      return "SignIn[tokens=%s, idToken=%s]"
          .formatted(issued, idToken == null ? "none" : "redacted");
    }
  }
}
