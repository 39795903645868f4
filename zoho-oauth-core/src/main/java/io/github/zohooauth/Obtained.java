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

  /** The record of these tokens, in place of all that was there before. */
  StoredToken stored(URI apiDomain, RenewalPolicy policy, SignInNotes notes) {
    return response
        .onto(StoredToken.at(dataCenter), apiDomain, askedAt)
        .withNotes(RenewalNotes.NONE.withCalls(calls, askedAt, policy.budgetWindow()))
        .withSignIn(response.refreshToken() == null ? notes : notes.oneMoreRefreshToken());
  }

  @Override
  public String toString() {
    return "Obtained[response=%s, dataCenter=%s]".formatted(response, dataCenter);
  }
}
