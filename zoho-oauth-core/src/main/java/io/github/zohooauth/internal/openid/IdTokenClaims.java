package io.github.zohooauth.internal.openid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Crypto;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the claims of an id_token whose signature is verified.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
 *     Connect Core, section 3.1.3.7</a>
 */
final class IdTokenClaims {

  /** The year 9999. A larger number is not a time in seconds. */
  private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

  private final ObjectNode claims;
  private final JsonWebKey.Algorithm algorithm;
  private final IdTokenVerifier.Rules rules;
  private final String clientId;
  private final Failures failures;

  IdTokenClaims(
      SignedJwt verified, IdTokenVerifier.Rules rules, String clientId, Failures failures) {
    this.claims = verified.claims();
    this.algorithm = verified.algorithm();
    this.rules = rules;
    this.clientId = clientId;
    this.failures = failures;
  }

  IdToken check(String issuer, IdTokenVerifier.Expected expected, Instant now) {
    String iss = text("iss");
    requireClaim("iss", iss != null, "");
    require(iss == null || iss.equals(issuer), "its iss is not the data center's issuer");
    String subject = text("sub");
    require(subject != null && !subject.isBlank(), "it has no sub");
    Set<String> audience = audience();
    checkTimes(now);
    checkNonce(expected.nonce());
    checkHash(expected);
    return new VerifiedIdToken(failures, issuer, String.valueOf(subject), audience, claims);
  }

  /**
   * Checks that this client is the only audience, because other clients must not get data about its
   * users.
   */
  private Set<String> audience() {
    JsonNode aud = claims.path("aud");
    Set<String> audience = new LinkedHashSet<>();
    for (JsonNode one : aud.isTextual() ? Set.of(aud) : aud) {
      audience.add(one.isTextual() ? one.textValue() : "");
    }
    require(audience.contains(clientId) && !aud.isObject(), "its aud does not name this client");
    require(audience.size() == 1, "its aud names other clients");
    String azp = text("azp");
    require(azp != null || aud.size() <= 1, "it has several aud and no azp");
    require(azp == null || azp.equals(clientId), "its azp is another client");
    return audience;
  }

  private void checkTimes(Instant now) {
    Optional<Instant> expiry = time("exp");
    requireClaim("exp", expiry.isPresent(), "");
    Optional<Instant> issued = time("iat");
    requireClaim("iat", issued.isPresent(), "");
    Instant soonest = now.minus(rules.leeway());
    Instant latest = now.plus(rules.leeway());
    forbid(expiry.filter(exp -> !exp.isAfter(soonest)), "it has expired (exp)", now);
    forbid(issued.filter(iat -> iat.isAfter(latest)), "it is from the future (iat)", now);
    forbid(time("nbf").filter(nbf -> nbf.isAfter(latest)), "it is not valid yet (nbf)", now);
    require(
        issued.filter(iat -> iat.isAfter(expiry.orElse(Instant.MAX))).isEmpty(),
        "its iat is after its exp");
  }

  /** Refuses a time that is out of range. The clock of this machine may be wrong. */
  private void forbid(Optional<Instant> wrong, String failedCheck, Instant now) {
    if (wrong.isPresent()) {
      String what =
          "The id_token is not trusted: %s. It says %s, this machine's clock says %s, and the leeway"
              + " is %d s. Check the clock, or set idTokenLeeway(...). Sign in again.";
      throw failures.authorizationRequired(
          what.formatted(
              failedCheck, wrong.get(), now.truncatedTo(SECONDS), rules.leeway().toSeconds()));
    }
  }

  /** Checks the nonce. An empty nonce counts as missing, because no request is sent with one. */
  private void checkNonce(@Nullable String sent) {
    String nonce = text("nonce");
    if (sent == null) {
      return;
    }
    boolean missing = nonce == null || nonce.isEmpty();
    requireClaim("nonce", !missing, ", although one was sent");
    byte[] received = String.valueOf(nonce).getBytes(UTF_8);
    require(
        missing || MessageDigest.isEqual(received, sent.getBytes(UTF_8)),
        "its nonce is not the one that was sent");
  }

  private void checkHash(IdTokenVerifier.Expected expected) {
    String accessToken = expected.accessToken();
    String hash = text("at_hash");
    require(hash != null || !expected.hashNeeded(), "it has no at_hash");
    if (hash != null && accessToken != null) {
      byte[] half = algorithm.halfHash(accessToken);
      byte[] named = Crypto.fromBase64Url(hash).orElse(new byte[0]);
      require(MessageDigest.isEqual(half, named), "its at_hash is not the access token's");
    }
  }

  /** Reads a time in seconds since 1970, without its fraction. */
  private Optional<Instant> time(String name) {
    JsonNode node = claims.path(name);
    if (isAbsent(node)) {
      return Optional.empty();
    }
    BigDecimal seconds = node.isNumber() ? node.decimalValue() : BigDecimal.ONE.negate();
    require(
        seconds.signum() >= 0 && seconds.compareTo(LATEST) <= 0,
        "its %s is not a time in seconds".formatted(name));
    return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
  }

  private @Nullable String text(String name) {
    JsonNode node = claims.path(name);
    require(isAbsent(node) || node.isTextual(), "its %s is not text".formatted(name));
    return node.textValue();
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** Refuses an id_token without this claim, unless an option accepts that. */
  private void requireClaim(String claim, boolean present, String more) {
    if (!present && !rules.optional().contains(claim)) {
      throw failures.configuration(
          "The id_token is not trusted: it has no %s%s. If it never has one here, acceptIdTokenWithout(\"%s\") accepts that."
              .formatted(claim, more, claim));
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw IdTokenVerifier.untrusted(otherwise, failures);
    }
  }
}
