package io.github.zohooauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who signed in, as Zoho says in an id_token that is verified: there is no other way to one.
 *
 * <p>Its signature is that of a key of the user's data center, it was issued to this client, and
 * when it was verified it had not expired. {@link #toString} shows no claim. Immutable and
 * thread-safe.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core,
 *     section 2</a>
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/sign-in-using-zoho.html">Zoho: sign in
 *     using Zoho</a>
 */
public final class IdToken {

  private final IdTokenRefusal refusal;
  private final String issuer;
  private final String subject;
  private final Set<String> audience;
  private final ObjectNode claims;

  /** Only for claims that {@link ClaimChecks} has checked. */
  IdToken(
      IdTokenRefusal refusal,
      String issuer,
      String subject,
      Set<String> audience,
      ObjectNode claims) {
    this.refusal = refusal;
    this.issuer = issuer;
    this.subject = subject;
    this.audience = Collections.unmodifiableSet(new LinkedHashSet<>(audience));
    this.claims = claims.deepCopy();
  }

  /** Returns the issuer: that of the data center's metadata, which {@code iss} equals. */
  public String issuer() {
    return issuer;
  }

  /** Returns the name that Zoho has for the user: it stays when the e-mail address changes. */
  public String subject() {
    return subject;
  }

  /** Returns the clients that it was issued to: this one's ID. */
  public Set<String> audience() {
    return audience;
  }

  /** Returns from when on it is not accepted; empty only by {@code acceptIdTokenWithoutExpiry}. */
  public Optional<Instant> expiresAt() {
    return time("exp");
  }

  /** Returns when it was issued; empty only by {@code acceptIdTokenWithoutIssuedAt}. */
  public Optional<Instant> issuedAt() {
    return time("iat");
  }

  /**
   * Returns the user's e-mail address.
   *
   * @throws ConfigurationException if there is none: ask for the scope {@code email}; if that was
   *     asked for, {@code userInfo()} tells the address
   * @throws AuthorizationRequiredException if Zoho says that it is not verified, so that it may be
   *     somebody else's
   */
  public String email() {
    Optional<String> email = claim("email").filter(address -> !address.isBlank());
    if (claim("email_verified").filter("false"::equals).isPresent()) {
      throw refusal.untrusted(
          "its e-mail address is not verified, so it may be somebody else's; have the user verify"
              + " it at Zoho");
    }
    return email.orElseThrow(
        () ->
            refusal.configuration(
                "The id_token has no e-mail address: ask for the scope email when signing in. If it"
                    + " was asked for, userInfo() asks Zoho for the address."));
  }

  /**
   * Returns a claim: text as it is, a number or a truth value as text, anything else as JSON.
   *
   * @param name such as {@code first_name}
   * @return empty if it is not there, or null
   */
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
