package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Ticks;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no new token, and until when asking again would only be refused again, also where
 * the store could not note it. It ends by whichever clock is there first: one may be set back, and
 * the other may stand still.
 *
 * @param until in epoch milliseconds
 * @param ticks running time when it ends
 */
record Refusal(ZohoOAuthException failure, long until, long ticks) {

  /** How long is not asked again what only another configuration can change. */
  private static final Duration REMEMBER_MISCONFIGURATION = Duration.ofSeconds(60);

  /**
   * What is remembered of a flight's end; null if asking again may help.
   *
   * @param before what was remembered so far: to be refused by it makes it last no longer
   */
  static @Nullable Refusal of(
      @Nullable ZohoOAuthException failure, @Nullable Refusal before, RenewalContext client) {
    if (before != null && isSame(before.failure(), failure)) {
      return before;
    }
    Instant now = client.clock().instant();
    if (failure instanceof RateLimitedException limited) {
      return until(limited.retryAt(), limited, now, client.ticks());
    }
    if (failure instanceof ConfigurationException misconfigured) {
      return until(now.plus(REMEMBER_MISCONFIGURATION), misconfigured, now, client.ticks());
    }
    return null;
  }

  private static Refusal until(
      Instant until, ZohoOAuthException failure, Instant now, Ticks ticks) {
    long left = Duration.between(now, until).toNanos();
    return new Refusal(failure, until.toEpochMilli(), ticks.now() + left);
  }

  @SuppressWarnings("ReferenceEquality") // the one that was thrown, not another like it
  private static boolean isSame(
      ZohoOAuthException remembered, @Nullable ZohoOAuthException failure) {
    return remembered == failure;
  }

  boolean stands(RenewalContext client) {
    return client.clock().millis() < until && client.ticks().now() - ticks < 0;
  }
}
