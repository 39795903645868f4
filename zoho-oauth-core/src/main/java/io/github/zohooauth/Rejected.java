package io.github.zohooauth;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token that is not handed out again, whatever the wall clock says: an API did not accept
 * it, or its time has run out.
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

  /** One whose time has run out, by whichever clock. */
  static Rejected ended(AccessToken token) {
    return new Rejected(Sha256.hex(token.value()), Instant.MIN);
  }

  boolean is(AccessToken token) {
    return hash.equals(Sha256.hex(token.value()));
  }

  /** Whether its time has run out, and no API has rejected it. */
  boolean hasEnded() {
    return youngUntil.equals(Instant.MIN);
  }

  boolean isYoung(Instant now) {
    return now.isBefore(youngUntil) && !youngUntil.isAfter(now.plus(YOUNG));
  }
}
