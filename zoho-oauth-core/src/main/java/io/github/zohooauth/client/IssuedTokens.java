package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.openid.IdTokenExpectation;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.store.StoredToken;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that Zoho has issued and nobody owns yet.
 *
 * @param dataCenter that issued them
 * @param askedAt when they were asked for, from where on their life counts
 * @param calls of the token endpoint that it took
 * @param nonce that the authorization request had, or null
 * @param offline whether a refresh token was asked for, too
 * @param forSession whether the user granted silent renewal while his session lasts
 * @param byBrowser whether a redirect brought them, where others can swap what comes together
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

  /** As a token endpoint issues them. */
  IssuedTokens(
      TokenResponse response,
      DataCenter dataCenter,
      Instant askedAt,
      Collection<Instant> calls,
      @Nullable String nonce,
      boolean offline) {
    this(response, dataCenter, askedAt, calls, nonce, offline, false, false);
  }

  /** As a redirect itself brings them. */
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
   * The record of these tokens.
   *
   * @param before whose refresh token stays if none came
   */
  StoredToken onto(StoredToken before, URI apiDomain, RenewalPolicy policy, SignInHistory history) {
    boolean renewable = response.refreshToken() != null;
    SignInHistory now =
        history.grantedForSession(forSession).lackingRefreshToken(offline && !renewable);
    RenewalHistory sent =
        RenewalHistory.of(before).with(calls).around(askedAt, policy.budgetWindow());
    StoredToken token = sent.onto(response.onto(before, apiDomain, askedAt));
    return (renewable ? now.oneMoreRefreshToken() : now).onto(token);
  }

  /** What an id_token that came with these tokens has to fit. */
  IdTokenExpectation expectation() {
    return new IdTokenExpectation(nonce, response.accessToken(), byBrowser);
  }

  @Override
  public String toString() {
    return "IssuedTokens[response=%s, dataCenter=%s]".formatted(response, dataCenter);
  }
}
