package io.github.zohooauth;

import java.time.Duration;
import java.util.Objects;

/**
 * Which claims an id_token may be without, by default none, and how far clocks may be apart.
 *
 * @param withoutNonce although one was sent
 * @param leeway how far this machine's clock and Zoho's may be apart
 */
record IdTokenRules(
    boolean withoutIssuer,
    boolean withoutExpiry,
    boolean withoutIssuedAt,
    boolean withoutNonce,
    Duration leeway) {

  private static final Duration LONGEST_LEEWAY = Duration.ofHours(1);

  static final IdTokenRules STRICT =
      new IdTokenRules(false, false, false, false, Duration.ofMinutes(5));

  IdTokenRules acceptWithoutIssuer() {
    return new IdTokenRules(true, withoutExpiry, withoutIssuedAt, withoutNonce, leeway);
  }

  IdTokenRules acceptWithoutExpiry() {
    return new IdTokenRules(withoutIssuer, true, withoutIssuedAt, withoutNonce, leeway);
  }

  IdTokenRules acceptWithoutIssuedAt() {
    return new IdTokenRules(withoutIssuer, withoutExpiry, true, withoutNonce, leeway);
  }

  IdTokenRules acceptWithoutNonce() {
    return new IdTokenRules(withoutIssuer, withoutExpiry, withoutIssuedAt, true, leeway);
  }

  /** With another leeway: 0 to an hour, which is all the life that Zoho gives an id_token. */
  IdTokenRules withLeeway(Duration leeway) {
    Objects.requireNonNull(leeway, "idTokenLeeway");
    if (leeway.isNegative() || leeway.compareTo(LONGEST_LEEWAY) > 0) {
      throw new IllegalArgumentException("idTokenLeeway: 0 to an hour is needed");
    }
    return new IdTokenRules(withoutIssuer, withoutExpiry, withoutIssuedAt, withoutNonce, leeway);
  }
}
