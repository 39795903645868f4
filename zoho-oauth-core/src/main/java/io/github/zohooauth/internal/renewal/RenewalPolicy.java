package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.transport.RetryAfter;
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
public record RenewalPolicy(
    Duration requestTimeout,
    Duration callerTimeout,
    Duration softMargin,
    Duration hardMargin,
    int callBudget,
    Duration budgetWindow,
    Duration coolDown) {

  public static final RenewalPolicy DEFAULT =
      new RenewalPolicy(
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          8,
          Duration.ofMinutes(10),
          Duration.ofMinutes(10));

  /** The longest pause after transient failures in a row; the first is at most a second. */
  public static final Duration MAX_BACKOFF = Duration.ofSeconds(60);

  /** How many token calls one renewal makes at most, if each fails for now. */
  public static final int TRIES = 3;

  public RenewalPolicy withRequestTimeout(Duration timeout) {
    return new RenewalPolicy(
        timeout, callerTimeout, softMargin, hardMargin, callBudget, budgetWindow, coolDown);
  }

  public RenewalPolicy withCallerTimeout(Duration timeout) {
    return new RenewalPolicy(
        requestTimeout, timeout, softMargin, hardMargin, callBudget, budgetWindow, coolDown);
  }

  public RenewalPolicy withMargins(Duration soft, Duration hard) {
    return new RenewalPolicy(
        requestTimeout, callerTimeout, soft, hard, callBudget, budgetWindow, coolDown);
  }

  public RenewalPolicy withCallBudget(int budget) {
    return new RenewalPolicy(
        requestTimeout, callerTimeout, softMargin, hardMargin, budget, budgetWindow, coolDown);
  }

  RenewalPolicy withCoolDown(Duration wait) {
    return new RenewalPolicy(
        requestTimeout, callerTimeout, softMargin, hardMargin, callBudget, budgetWindow, wait);
  }

  /** How long a renewal may hold its lease: one request, and the store before and after it. */
  public Duration leaseDuration() {
    return requestTimeout.plusSeconds(5);
  }

  /** How long a renewal takes at most: a caller's patience, and one lease. */
  Duration longestRenewal() {
    return callerTimeout.plus(leaseDuration());
  }

  /**
   * How long to pause after this many failures in a row: at most 1 s, 2 s, 4 s, ... up to {@link
   * #MAX_BACKOFF}, and any part of that, so that those who failed together do not return together.
   *
   * @param chance from 0 to 1
   */
  Duration backoff(int failures, double chance) {
    long most = Math.min(MAX_BACKOFF.toMillis(), 1000L << Math.min(failures - 1, 16));
    return Duration.ofMillis(Math.round(most * chance));
  }

  /** How many calls of the budget failures may spend as fast as the backoff allows. */
  int quickCalls() {
    return (callBudget + 1) / 2;
  }

  /** How many calls of the budget are for first sends alone, and not for repeats. */
  int reserve() {
    return (callBudget + 3) / 4;
  }

  /**
   * How far apart failures spend the rest of the budget: so it lasts, and after an outage, however
   * long, the next call is never further away than this.
   */
  Duration spacing() {
    return budgetWindow.dividedBy(Math.max(1, callBudget - quickCalls()));
  }

  /** The longest wait that a rate limit can ask for; what is further away, no clock wrote right. */
  Duration longestWait() {
    Duration cooled = coolDown.plusMillis(coolDown.toMillis() / 10);
    return cooled.compareTo(RetryAfter.MAX) > 0 ? cooled : RetryAfter.MAX;
  }

  /**
   * When renewal of a token begins beside the callers: each token has its own moment in the last
   * quarter of the margin, so that many owners' tokens of one minute are not renewed in one second.
   */
  public Instant renewFrom(String token, Instant expiresAt, Instant obtainedAt) {
    long margin = Math.min(softMargin.toMillis(), life(expiresAt, obtainedAt) / 3);
    int share = 768 + Math.floorMod(token.hashCode(), 256);
    return expiresAt.minusMillis(margin * share / 1024);
  }

  /** When callers begin to wait for renewal. */
  Instant waitFrom(Instant expiresAt, Instant obtainedAt) {
    return expiresAt.minus(hardMargin(expiresAt, obtainedAt));
  }

  /** The hard margin of this token. */
  Duration hardMargin(Instant expiresAt, Instant obtainedAt) {
    return Duration.ofMillis(Math.min(hardMargin.toMillis(), life(expiresAt, obtainedAt) / 10));
  }

  /** In milliseconds, as durations divide by way of decimal fractions. */
  private static long life(Instant expiresAt, Instant obtainedAt) {
    return Math.max(0, expiresAt.toEpochMilli() - obtainedAt.toEpochMilli());
  }
}
