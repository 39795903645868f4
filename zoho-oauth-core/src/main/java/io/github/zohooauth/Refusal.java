package io.github.zohooauth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no new token, and until when asking again would only be refused again, also where
 * the store could not note it.
 *
 * @param until in epoch milliseconds
 */
record Refusal(ZohoOAuthException failure, long until) {

  /** How long is not asked again what only another configuration can change. */
  private static final Duration REMEMBER_MISCONFIGURATION = Duration.ofSeconds(60);

  /**
   * What is remembered of a flight's end; null if asking again may help.
   *
   * @param rejected the token that the flight was not to bring back, if any
   */
  static @Nullable Refusal of(
      @Nullable ZohoOAuthException failure, @Nullable Rejected rejected, Instant now) {
    if (failure instanceof RateLimitedException limited) {
      return new Refusal(limited, limited.until().toEpochMilli());
    }
    if (failure instanceof ConfigurationException misconfigured
        && (rejected == null || !rejected.isYoung(now))) {
      return new Refusal(misconfigured, now.plus(REMEMBER_MISCONFIGURATION).toEpochMilli());
    }
    return null;
  }

  boolean stands(InstantSource clock) {
    return clock.millis() < until;
  }
}
