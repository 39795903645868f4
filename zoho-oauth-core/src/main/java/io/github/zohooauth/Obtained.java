package io.github.zohooauth;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that Zoho has issued and nobody owns yet.
 *
 * @param dataCenter that issued them
 * @param askedAt when they were asked for, from where on their life counts
 * @param calls of the token endpoint that it took
 * @param nonce that the authorization request had, or null
 */
record Obtained(
    TokenResponse response,
    DataCenter dataCenter,
    Instant askedAt,
    Collection<Instant> calls,
    @Nullable String nonce) {

  /**
   * The record of these tokens.
   *
   * @param before whose refresh token stays if none came
   */
  StoredToken onto(StoredToken before, URI apiDomain, RenewalPolicy policy, SignInNotes notes) {
    return response
        .onto(before, apiDomain, askedAt)
        .withNotes(before.notes().withCalls(calls, askedAt, policy.budgetWindow()))
        .withSignIn(response.refreshToken() == null ? notes : notes.oneMoreRefreshToken());
  }

  /** What an id_token that came with these tokens has to fit. */
  IdTokenExpectation expectation(AccessToken token) {
    IdTokenExpectation beside = IdTokenExpectation.none().beside(token);
    return nonce == null ? beside : beside.withNonce(nonce);
  }

  @Override
  public String toString() {
    return "Obtained[response=%s, dataCenter=%s]".formatted(response, dataCenter);
  }
}
