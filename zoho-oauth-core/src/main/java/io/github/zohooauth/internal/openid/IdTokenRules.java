package io.github.zohooauth.internal.openid;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which claims an id_token may lack, by default none, and how far clocks may be apart.
 *
 * @param optional the claims that may be missing
 * @param leeway how far this machine's clock and Zoho's may be apart
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

  /** With another leeway: 0 to an hour, which is all the life that Zoho gives an id_token. */
  public IdTokenRules withLeeway(Duration leeway) {
    Objects.requireNonNull(leeway, "idTokenLeeway");
    if (leeway.isNegative() || leeway.compareTo(LONGEST_LEEWAY) > 0) {
      throw new IllegalArgumentException("idTokenLeeway: 0 to an hour is needed");
    }
    return new IdTokenRules(optional, leeway);
  }
}
