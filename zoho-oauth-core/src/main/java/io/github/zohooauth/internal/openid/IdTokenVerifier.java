package io.github.zohooauth.internal.openid;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.ErrorReader;
import io.github.zohooauth.internal.openid.OpenIdProvider.Published;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.transport.HttpCall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies id_tokens: a key of the data center must have signed them for this client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725</a>
 */
public final class IdTokenVerifier {

  /**
   * The options for id_tokens.
   *
   * @param optional the claims that may be missing; by default none
   * @param leeway the tolerated difference between this machine's clock and Zoho's
   */
  public record Rules(Set<String> optional, Duration leeway) {

    private static final List<String> MAY_BE_OPTIONAL = List.of("iss", "exp", "iat", "nonce");

    /** An hour is the whole lifetime of Zoho's id_tokens. */
    private static final Duration LONGEST_LEEWAY = Duration.ofHours(1);

    public static final Rules STRICT = new Rules(Set.of(), Duration.ofMinutes(5));

    public Rules acceptWithout(String... claims) {
      Set<String> all = new LinkedHashSet<>(optional);
      for (String claim : Objects.requireNonNull(claims, "acceptIdTokenWithout")) {
        if (!MAY_BE_OPTIONAL.contains(Objects.requireNonNull(claim, "acceptIdTokenWithout"))) {
          throw new IllegalArgumentException(
              "acceptIdTokenWithout: iss, exp, iat and nonce are the claims that may be missing");
        }
        all.add(claim);
      }
      return new Rules(Set.copyOf(all), leeway);
    }

    public Rules withLeeway(Duration leeway) {
      Objects.requireNonNull(leeway, "idTokenLeeway");
      if (leeway.isNegative() || leeway.compareTo(LONGEST_LEEWAY) > 0) {
        throw new IllegalArgumentException("idTokenLeeway: 0 to an hour is needed");
      }
      return new Rules(optional, leeway);
    }
  }

  /**
   * The values of one sign-in that its id_token must match.
   *
   * @param nonce the nonce that was sent, or null
   * @param accessToken the access token that came with it, or null
   * @param hashNeeded whether {@code at_hash} is required, as in the implicit flow: an attacker
   *     could add another access token to a redirect
   */
  public record Expected(@Nullable String nonce, @Nullable String accessToken, boolean hashNeeded) {

    /** Expects nothing besides the checks of every id_token. */
    public static final Expected NOTHING = new Expected(null, null, false);

    @Override
    public String toString() {
      return "Expected[redacted]";
    }
  }

  private final String clientId;
  private final DataCenters known;
  private final HttpCall http;
  private final ErrorReader errors;
  private final InstantSource clock;
  private final Rules rules;
  private final ConcurrentMap<String, OpenIdProvider> providers = new ConcurrentHashMap<>();

  public IdTokenVerifier(
      String clientId,
      DataCenters known,
      HttpCall http,
      ErrorReader errors,
      InstantSource clock,
      Rules rules) {
    this.clientId = clientId;
    this.known = known;
    this.http = http;
    this.errors = errors;
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
  public CompletableFuture<IdToken> verify(String text, DataCenter dataCenter, Expected expected) {
    Failures failures = Failures.of(clientId).at(dataCenter);
    SignedJwt signed;
    try {
      signed = SignedJwt.of(text, failures);
    } catch (ZohoOAuthException e) {
      return CompletableFuture.failedFuture(e);
    }
    OpenIdProvider provider = provider(dataCenter, failures);
    Published before = provider.known();
    return provider
        .published()
        .thenCompose(
            published ->
                published.hasSigned(signed)
                    ? CompletableFuture.completedFuture(published)
                    : laterSigner(signed, published, isSame(before, published), provider, failures))
        .thenApply(
            published ->
                new IdTokenClaims(signed, rules, clientId, failures)
                    .check(published.issuer(), expected, clock.instant()));
  }

  private OpenIdProvider provider(DataCenter dataCenter, Failures failures) {
    return providers.computeIfAbsent(
        dataCenter.location(),
        location -> new OpenIdProvider(dataCenter, known, failures, http, errors, clock));
  }

  @SuppressWarnings("ReferenceEquality") // two fetches at the same instant count as two
  private static boolean isSame(@Nullable Published before, Published published) {
    return before == published;
  }

  /**
   * Fetches the keys again if the signing key is unknown, because the key may be new.
   *
   * @param older whether the seen keys were fetched before this check. If so, and no newer keys can
   *     be fetched now, the result is unknown
   */
  private static CompletableFuture<Published> laterSigner(
      SignedJwt text, Published seen, boolean older, OpenIdProvider provider, Failures failures) {
    if (seen.hasKey(text.keyId())) {
      return CompletableFuture.failedFuture(unsigned(text, failures));
    }
    return provider
        .publishedAfter(seen)
        .thenApply(
            newer -> {
              if (newer.isEmpty() && older) {
                throw unknownYet(seen, failures);
              }
              return newer
                  .filter(published -> published.hasSigned(text))
                  .orElseThrow(() -> unsigned(text, failures));
            });
  }

  private static TemporaryFailureException unknownYet(Published seen, Failures failures) {
    String what =
        "The id_token is not verified, because its key was not among the data center's keys at %s."
            + " The key may be new, and the keys are fetched once a minute at most: try again"
            + " later.";
    return failures.temporary(what.formatted(seen.at()));
  }

  private static AuthorizationRequiredException unsigned(SignedJwt text, Failures failures) {
    return untrusted(
        "none of the data center's keys has signed it with " + text.algorithm(), failures);
  }

  /**
   * Returns the exception for a failed check that only a new sign-in can repair. Of the id_token's
   * content, a message names only times.
   */
  static AuthorizationRequiredException untrusted(String failedCheck, Failures failures) {
    return failures.authorizationRequired(
        "The id_token is not trusted: %s. Sign in again.".formatted(failedCheck));
  }
}
