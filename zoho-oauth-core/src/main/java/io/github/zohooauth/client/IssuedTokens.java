package io.github.zohooauth.client;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.openid.IdTokenVerifier;
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
   * Returns the record of these tokens.
   *
   * @param before the record whose refresh token stays if none was issued
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

  IdTokenVerifier.Expected expectation() {
    return new IdTokenVerifier.Expected(nonce, response.accessToken(), byBrowser);
  }

  @Override
  public String toString() {
    return "IssuedTokens[response=%s, dataCenter=%s]".formatted(response, dataCenter);
  }
}
