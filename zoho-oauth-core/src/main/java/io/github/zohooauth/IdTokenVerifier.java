package io.github.zohooauth;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Makes an {@link IdToken} of what a data center's key has signed for this client, and of nothing
 * else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725</a>
 */
final class IdTokenVerifier {

  private final String clientId;
  private final OpenIdProviders providers;
  private final InstantSource clock;
  private final IdTokenRules rules;

  IdTokenVerifier(
      String clientId, OpenIdProviders providers, InstantSource clock, IdTokenRules rules) {
    this.clientId = clientId;
    this.providers = providers;
    this.clock = clock;
    this.rules = rules;
  }

  /**
   * Verifies an id_token that came from this data center.
   *
   * @return the id_token; or an {@link AuthorizationRequiredException} if it is not to be trusted,
   *     a {@link ConfigurationException} if an option would accept it or the data center's metadata
   *     are not to be trusted, a {@link TemporaryFailureException} if there are no keys
   */
  CompletableFuture<IdToken> verify(
      String text, DataCenter dataCenter, IdTokenExpectation expected) {
    IdTokenRefusal refusal = new IdTokenRefusal(clientId, dataCenter);
    SignedText signed;
    try {
      signed = SignedText.of(text, refusal);
    } catch (ZohoOAuthException e) {
      return CompletableFuture.failedFuture(e);
    }
    OpenIdProvider provider = providers.at(dataCenter);
    return provider
        .published()
        .thenCompose(published -> signer(signed, published, provider, refusal))
        .thenApply(
            published ->
                new ClaimChecks(signed, rules, refusal)
                    .check(published.issuer(), expected, clock.instant()));
  }

  /** What was published by whoever signed; keys rotate, so one that is not known may be new. */
  private static CompletableFuture<OpenIdProvider.Published> signer(
      SignedText text,
      OpenIdProvider.Published seen,
      OpenIdProvider provider,
      IdTokenRefusal refusal) {
    if (seen.keys().signed(text)) {
      return CompletableFuture.completedFuture(seen);
    }
    if (seen.keys().has(text.keyId())) {
      return CompletableFuture.failedFuture(unsigned(text, refusal));
    }
    return provider
        .publishedAfter(seen)
        .thenApply(
            newer ->
                newer
                    .filter(published -> published.keys().signed(text))
                    .orElseThrow(() -> unsigned(text, refusal)));
  }

  private static AuthorizationRequiredException unsigned(SignedText text, IdTokenRefusal refusal) {
    return refusal.untrusted(
        "none of the data center's keys has signed it with " + text.algorithm());
  }
}
