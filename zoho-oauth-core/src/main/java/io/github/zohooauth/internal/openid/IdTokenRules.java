package io.github.zohooauth.internal.openid;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The options for id_tokens.
 *
 * @param optional the claims that may be missing; by default none
 * @param leeway the tolerated difference between this machine's clock and Zoho's
 */
public record IdTokenRules(Set<String> optional, Duration leeway) {

  private static final List<String> MAY_BE_OPTIONAL = List.of("iss", "exp", "iat", "nonce");
  private static final Duration LONGEST_LEEWAY = Duration.ofHours(1);

  public static final IdTokenRules STRICT = new IdTokenRules(Set.of(), Duration.ofMinutes(5));

  public IdTokenRules acceptWithout(String... claims) {
    Set<String> all = new LinkedHashSet<>(optional);
    for (String claim : Objects.requireNonNull(claims, "acceptIdTokenWithout")) {
      if (!MAY_BE_OPTIONAL.contains(Objects.requireNonNull(claim, "acceptIdTokenWithout"))) {
        throw new IllegalArgumentException(
            "acceptIdTokenWithout: iss, exp, iat and nonce are the claims that may be missing");
      }
      all.add(claim);
    }
    return new IdTokenRules(Set.copyOf(all), leeway);
  }

  /**
   * Returns a copy with this leeway, from 0 to an hour. An hour is the whole lifetime of Zoho's
   * id_tokens.
   */
  public IdTokenRules withLeeway(Duration leeway) {
    Objects.requireNonNull(leeway, "idTokenLeeway");
    if (leeway.isNegative() || leeway.compareTo(LONGEST_LEEWAY) > 0) {
      throw new IllegalArgumentException("idTokenLeeway: 0 to an hour is needed");
    }
    return new IdTokenRules(optional, leeway);
  }
}
