package io.github.zohooauth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no new token, and until when asking again would only be refused again, also where
 * the store could not note it.
 *
 * @param since in epoch milliseconds, as the next; before it is only a clock that was set back
 */
record Refusal(ZohoOAuthException failure, long since, long until) {

  /** How long is not asked again what only another configuration can change. */
  private static final Duration REMEMBER_MISCONFIGURATION = Duration.ofSeconds(60);

  /**
   * What is remembered of a flight's end; null if asking again may help.
   *
   * @param before what was remembered so far: to be refused by it makes it last no longer
   * @param rejected the token that the flight was not to bring back, if any
   */
  static @Nullable Refusal of(
      @Nullable ZohoOAuthException failure,
      @Nullable Refusal before,
      @Nullable Rejected rejected,
      Instant now) {
    if (before != null && isSame(before.failure(), failure)) {
      return before;
    }
    if (failure instanceof RateLimitedException limited) {
      return new Refusal(limited, now.toEpochMilli(), limited.until().toEpochMilli());
    }
    if (failure instanceof ConfigurationException misconfigured
        && (rejected == null || !rejected.isYoung(now))) {
      return new Refusal(
          misconfigured, now.toEpochMilli(), now.plus(REMEMBER_MISCONFIGURATION).toEpochMilli());
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // the one that was thrown, not another like it
  private static boolean isSame(
      ZohoOAuthException remembered, @Nullable ZohoOAuthException failure) {
    return remembered == failure;
  }

  boolean stands(InstantSource clock) {
    long now = clock.millis();
    return since <= now && now < until;
  }
}
