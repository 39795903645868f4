package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Ticks;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cached failure of renewal, with the time until which a new call would fail again.
 *
 * <p>It ends if either clock reaches its end: one may be set back, and the other may stand still.
 *
 * @param until the end by the wall clock, in epoch milliseconds
 * @param ticks the end by running time
 */
record Refusal(ZohoOAuthException failure, long until, long ticks) {

  /** The time for which a configuration failure is cached. */
  private static final Duration REMEMBER_MISCONFIGURATION = Duration.ofSeconds(60);

  /**
   * Returns the failure to cache after a renewal; null if a new call may help.
   *
   * @param before the failure cached so far. If it is the same failure, its end does not change
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

  @SuppressWarnings("ReferenceEquality") // the same exception object
  private static boolean isSame(
      ZohoOAuthException remembered, @Nullable ZohoOAuthException failure) {
    return remembered == failure;
  }

  boolean stands(RenewalContext client) {
    return client.clock().millis() < until && client.ticks().now() - ticks < 0;
  }
}
