package io.github.zohooauth;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token that is not handed out again though it has not expired: an API did not accept it,
 * or more time has run than the wall clock knows of.
 *
 * @param hash of the token, which itself is no longer held
 * @param youngUntil until when it is too young for a renewal to mend anything
 */
record Rejected(String hash, Instant youngUntil) {

  private static final Duration YOUNG = Duration.ofSeconds(60);

  /** One that an API did not accept. */
  static Rejected byApi(AccessToken token, Instant obtainedAt) {
    return new Rejected(Sha256.hex(token.value()), obtainedAt.plus(YOUNG));
  }

  /** One whose time has run out by another clock than the wall's. */
  static Rejected byRunningTime(AccessToken token) {
    return new Rejected(Sha256.hex(token.value()), Instant.MIN);
  }

  boolean is(AccessToken token) {
    return hash.equals(Sha256.hex(token.value()));
  }

  boolean isSame(@Nullable Rejected other) {
    return other != null && hash.equals(other.hash);
  }

  boolean isYoung(Instant now) {
    return now.isBefore(youngUntil) && !youngUntil.isAfter(now.plus(YOUNG));
  }
}
