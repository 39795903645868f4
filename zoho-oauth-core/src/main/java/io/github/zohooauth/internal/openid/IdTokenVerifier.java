package io.github.zohooauth.internal.openid;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Verifies id_tokens: a key of the data center must have signed them for this client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725</a>
 */
public final class IdTokenVerifier {

  private final String clientId;
  private final OpenIdProviders providers;
  private final InstantSource clock;
  private final IdTokenRules rules;

  public IdTokenVerifier(
      String clientId, OpenIdProviders providers, InstantSource clock, IdTokenRules rules) {
    this.clientId = clientId;
    this.providers = providers;
    this.clock = clock;
    this.rules = rules;
  }

  /**
   * Verifies an id_token of this data center.
   *
   * @return the id_token. It fails with an {@link AuthorizationRequiredException} if the id_token
   *     is not trusted. It fails with a {@link ConfigurationException} if an option would accept
   *     it, or if the data center's metadata are not trusted. It fails with a {@link
   *     TemporaryFailureException} if there are no keys, or no newer keys yet
   */
  public CompletableFuture<IdToken> verify(
      String text, DataCenter dataCenter, IdTokenExpectation expected) {
    IdTokenRefusal refusal = new IdTokenRefusal(clientId, dataCenter);
    SignedJwt signed;
    try {
      signed = SignedJwt.of(text, refusal);
    } catch (ZohoOAuthException e) {
      return CompletableFuture.failedFuture(e);
    }
    OpenIdProvider provider = providers.at(dataCenter);
    OpenIdProvider.Published before = provider.known();
    return provider
        .published()
        .thenCompose(
            published ->
                signed(signed, published)
                    ? CompletableFuture.completedFuture(published)
                    : laterSigner(signed, published, isSame(before, published), provider, refusal))
        .thenApply(
            published ->
                new IdTokenClaims(signed, rules, refusal)
                    .check(published.issuer(), expected, clock.instant()));
  }

  private static boolean signed(SignedJwt text, OpenIdProvider.Published published) {
    return published.keys().signed(text);
  }

  @SuppressWarnings("ReferenceEquality") // two fetches at the same instant count as two
  private static boolean isSame(
      OpenIdProvider.@Nullable Published before, OpenIdProvider.Published published) {
    return before == published;
  }

  /**
   * Fetches the keys again if the signing key is unknown, because the key may be new.
   *
   * @param older whether the seen keys were fetched before this check. If so, and no newer keys can
   *     be fetched now, the result is unknown
   */
  private static CompletableFuture<OpenIdProvider.Published> laterSigner(
      SignedJwt text,
      OpenIdProvider.Published seen,
      boolean older,
      OpenIdProvider provider,
      IdTokenRefusal refusal) {
    if (seen.keys().has(text.keyId())) {
      return CompletableFuture.failedFuture(unsigned(text, refusal));
    }
    return provider
        .publishedAfter(seen)
        .thenApply(
            newer -> {
              if (newer.isEmpty() && older) {
                throw unknownYet(seen, refusal);
              }
              return newer
                  .filter(published -> signed(text, published))
                  .orElseThrow(() -> unsigned(text, refusal));
            });
  }

  private static TemporaryFailureException unknownYet(
      OpenIdProvider.Published seen, IdTokenRefusal refusal) {
    String what =
        "The id_token is not verified, because its key was not among the data center's keys at %s."
            + " The key may be new, and the keys are fetched once a minute at most: try again"
            + " later.";
    return refusal.temporary(what.formatted(seen.at()));
  }

  private static AuthorizationRequiredException unsigned(SignedJwt text, IdTokenRefusal refusal) {
    return refusal.untrusted(
        "none of the data center's keys has signed it with " + text.algorithm());
  }
}
