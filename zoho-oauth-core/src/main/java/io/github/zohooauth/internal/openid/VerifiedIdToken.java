package io.github.zohooauth.internal.openid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.internal.runtime.Failures;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** An id_token whose signature and claims are verified. */
public final class VerifiedIdToken implements IdToken {

  private final Failures failures;
  private final String issuer;
  private final String subject;
  private final Set<String> audience;
  private final ObjectNode claims;

  /** Makes an id_token. {@link IdTokenClaims} must have checked the claims. */
  public VerifiedIdToken(
      Failures failures, String issuer, String subject, Set<String> audience, ObjectNode claims) {
    this.failures = failures;
    this.issuer = issuer;
    this.subject = subject;
    this.audience = Collections.unmodifiableSet(audience);
    this.claims = claims;
  }

  @Override
  public String issuer() {
    return issuer;
  }

  @Override
  public String subject() {
    return subject;
  }

  @Override
  public Set<String> audience() {
    return audience;
  }

  @Override
  public Optional<Instant> expiresAt() {
    return time("exp");
  }

  @Override
  public Optional<Instant> issuedAt() {
    return time("iat");
  }

  @Override
  public String email() {
    Optional<String> email = claim("email").filter(address -> !address.isBlank());
    if (claim("email_verified").filter("false"::equals).isPresent()) {
      throw IdTokenVerifier.untrusted(
          "its e-mail address is not verified, so it may be another person's; have the user verify"
              + " it at Zoho",
          failures);
    }
    return email.orElseThrow(
        () ->
            failures.configuration(
                "The id_token has no e-mail address: ask for the scope email when signing in. If it"
                    + " was asked for, userInfo() asks Zoho for the address."));
  }

  @Override
  public Optional<String> claim(String name) {
    JsonNode claim = claims.path(Objects.requireNonNull(name, "name"));
    if (claim.isMissingNode() || claim.isNull()) {
      return Optional.empty();
    }
    return Optional.of(claim.isValueNode() ? claim.asText() : claim.toString());
  }

  private Optional<Instant> time(String name) {
    JsonNode seconds = claims.path(name);
    return seconds.isNumber()
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "IdToken[redacted]";
  }
}
