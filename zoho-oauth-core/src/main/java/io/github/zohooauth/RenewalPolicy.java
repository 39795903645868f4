package io.github.zohooauth;

import java.time.Duration;
import java.time.Instant;

/**
 * The numbers of renewal, all in one place.
 *
 * @param requestTimeout for one token call, its body and its one repeat included
 * @param callerTimeout how long a caller waits for a renewal
 * @param softMargin before expiry, renewal begins beside the callers; at most a third of the life
 * @param hardMargin before expiry, callers wait for it; at most a tenth of the life
 * @param callBudget token calls per refresh token in {@code budgetWindow}; Zoho allows ten
 * @param budgetWindow the window over which Zoho counts
 * @param coolDown after Zoho's rate limit, when Zoho does not say how long
 */
record RenewalPolicy(
    Duration requestTimeout,
    Duration callerTimeout,
    Duration softMargin,
    Duration hardMargin,
    int callBudget,
    Duration budgetWindow,
    Duration coolDown) {

  static final RenewalPolicy DEFAULT =
      new RenewalPolicy(
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          8,
          Duration.ofMinutes(10),
          Duration.ofMinutes(10));

  RenewalPolicy withRequestTimeout(Duration timeout) {
    return new RenewalPolicy(
        timeout, callerTimeout, softMargin, hardMargin, callBudget, budgetWindow, coolDown);
  }

  RenewalPolicy withCallerTimeout(Duration timeout) {
    return new RenewalPolicy(
        requestTimeout, timeout, softMargin, hardMargin, callBudget, budgetWindow, coolDown);
  }

  RenewalPolicy withMargins(Duration soft, Duration hard) {
    return new RenewalPolicy(
        requestTimeout, callerTimeout, soft, hard, callBudget, budgetWindow, coolDown);
  }

  RenewalPolicy withCallBudget(int budget) {
    return new RenewalPolicy(
        requestTimeout, callerTimeout, softMargin, hardMargin, budget, budgetWindow, coolDown);
  }

  RenewalPolicy withCoolDown(Duration wait) {
    return new RenewalPolicy(
        requestTimeout, callerTimeout, softMargin, hardMargin, callBudget, budgetWindow, wait);
  }

  /** How long a renewal may hold its lease: one request, and the store before and after it. */
  Duration leaseDuration() {
    return requestTimeout.plusSeconds(5);
  }

  /**
   * When renewal of a token begins beside the callers: each token has its own moment in the last
   * quarter of the margin, so that many owners' tokens of one minute are not renewed in one second.
   */
  Instant renewFrom(AccessToken token, Instant obtainedAt) {
    Duration margin = shorter(softMargin, life(token, obtainedAt).dividedBy(3));
    int share = 768 + Math.floorMod(token.value().hashCode(), 256);
    return token.expiresAt().minus(margin.multipliedBy(share).dividedBy(1024));
  }

  /** When callers begin to wait for renewal. */
  Instant waitFrom(AccessToken token, Instant obtainedAt) {
    return token.expiresAt().minus(shorter(hardMargin, life(token, obtainedAt).dividedBy(10)));
  }

  private static Duration life(AccessToken token, Instant obtainedAt) {
    Duration life = Duration.between(obtainedAt, token.expiresAt());
    return life.isNegative() ? Duration.ZERO : life;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
