package io.github.zohooauth.client;

import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.internal.text.Require;
import java.time.Duration;

/** The options of all client types for when tokens are renewed, and how many at a time. */
abstract class RenewalOptions<B extends RenewalOptions<B>> {

  RenewalPolicy policy = RenewalPolicy.DEFAULT;
  int maxCachedOwners = 100_000;

  abstract B self();

  /**
   * Shortens the timeout of one call to Zoho, its body included; the default is 20 seconds.
   *
   * <p>A longer one is refused, because the leases of stores end after 25 seconds.
   *
   * @throws IllegalArgumentException if it is not positive, or longer than 20 seconds
   */
  public B requestTimeout(Duration timeout) {
    Require.positive("requestTimeout", timeout);
    if (timeout.compareTo(RenewalPolicy.DEFAULT.requestTimeout()) > 0) {
      throw new IllegalArgumentException("requestTimeout: longer than 20 seconds");
    }
    policy = policy.withRequestTimeout(timeout);
    return self();
  }

  /**
   * Sets how long a caller waits for a token; by default 30 seconds.
   *
   * @throws IllegalArgumentException if it is not positive, or above a day
   */
  public B callerTimeout(Duration timeout) {
    policy = policy.withCallerTimeout(Require.positive("callerTimeout", timeout));
    return self();
  }

  /**
   * Sets how long before its expiry a token is renewed; by default 5 minutes and 60 seconds.
   *
   * <p>In the soft margin callers get the current token meanwhile. In the hard margin they wait for
   * the new one. The margins are at most a third and a tenth of the token's lifetime.
   *
   * @throws IllegalArgumentException if one is not positive, or above a day, or the hard margin is
   *     longer than the soft one
   */
  public B margins(Duration soft, Duration hard) {
    Require.positive("soft margin", soft);
    Require.positive("hard margin", hard);
    if (hard.compareTo(soft) > 0) {
      throw new IllegalArgumentException("hard margin: longer than the soft one");
    }
    policy = policy.withMargins(soft, hard);
    return self();
  }

  /** Sets how many token calls a refresh token has in ten minutes; the default is 8. */
  B callBudget(int calls) {
    policy = policy.withCallBudget(calls);
    return self();
  }

  /**
   * Sets how many owners have a token in memory; the default is 100,000.
   *
   * <p>The tokens of other owners are read from the store again.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public B maxCachedOwners(int owners) {
    if (owners < 1) {
      throw new IllegalArgumentException("maxCachedOwners: less than 1");
    }
    maxCachedOwners = owners;
    return self();
  }

  /**
   * Sets how many renewals of this client are in progress at a time, and how many calls to one
   * accounts server; the default is 64.
   *
   * <p>Other renewals wait in the order in which their callers came.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000
   */
  public B maxConcurrentRenewals(int renewals) {
    if (renewals < 1 || renewals > 1_000) {
      throw new IllegalArgumentException("maxConcurrentRenewals: not 1 to 1,000");
    }
    policy = policy.withMaxConcurrentRenewals(renewals);
    return self();
  }
}
