package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.internal.transport.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of renewal.
 *
 * @param requestTimeout the timeout of one token call, including its body and its one repeat
 * @param callerTimeout how long a caller waits for a renewal
 * @param softMargin the time before expiry when renewal begins in the background; at most a third
 *     of the lifetime
 * @param hardMargin the time before expiry when callers wait for the renewal; at most a tenth of
 *     the lifetime
 * @param callBudget the token calls per refresh token in {@link #budgetWindow}; Zoho allows ten
 * @param maxConcurrentRenewals the renewals of one client, and the calls to one accounts server, at
 *     a time
 */
public record RenewalPolicy(
    Duration requestTimeout,
    Duration callerTimeout,
    Duration softMargin,
    Duration hardMargin,
    int callBudget,
    int maxConcurrentRenewals) {

  public static final RenewalPolicy DEFAULT =
      new RenewalPolicy(
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          8,
          64);

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private static final Duration RATE_LIMIT_PAUSE = Duration.ofMinutes(10);

  /** At most one tenth of a wait is added to it, so that not all that wait return together. */
  private static final int SPREAD = 10;

  /** The longest pause after temporary failures in a row. The first pause is at most a second. */
  public static final Duration MAX_BACKOFF = Duration.ofSeconds(60);

  /** The largest number of attempts in one renewal, if each fails temporarily. */
  public static final int MAX_ATTEMPTS = 3;

  public RenewalPolicy withRequestTimeout(Duration timeout) {
    return new RenewalPolicy(
        timeout, callerTimeout, softMargin, hardMargin, callBudget, maxConcurrentRenewals);
  }

  public RenewalPolicy withCallerTimeout(Duration timeout) {
    return new RenewalPolicy(
        requestTimeout, timeout, softMargin, hardMargin, callBudget, maxConcurrentRenewals);
  }

  public RenewalPolicy withMargins(Duration soft, Duration hard) {
    return new RenewalPolicy(
        requestTimeout, callerTimeout, soft, hard, callBudget, maxConcurrentRenewals);
  }

  public RenewalPolicy withCallBudget(int budget) {
    return new RenewalPolicy(
        requestTimeout, callerTimeout, softMargin, hardMargin, budget, maxConcurrentRenewals);
  }

  public RenewalPolicy withMaxConcurrentRenewals(int most) {
    return new RenewalPolicy(
        requestTimeout, callerTimeout, softMargin, hardMargin, callBudget, most);
  }

  /** Returns the window over which Zoho counts token calls. */
  public Duration budgetWindow() {
    return WINDOW;
  }

  /** Returns the pause after Zoho's "Access Denied", the rate limit, if Zoho names no time. */
  public Duration rateLimitPause() {
    return RATE_LIMIT_PAUSE;
  }

  /**
   * Returns how long a renewal may hold its lease: one request, and the store before and after it.
   */
  public Duration leaseDuration() {
    return requestTimeout.plusSeconds(5);
  }

  /** Returns the longest duration of a renewal: the caller timeout and one lease. */
  Duration longestRenewal() {
    return callerTimeout.plus(leaseDuration());
  }

  /**
   * Returns the pause after this many failures in a row: a random part of 1 s, 2 s, 4 s, ... up to
   * {@link #MAX_BACKOFF}.
   *
   * <p>It is random so that clients that failed together do not return together.
   *
   * @param chance from 0 to 1
   */
  Duration backoff(int failures, double chance) {
    long most = Math.min(MAX_BACKOFF.toMillis(), 1000L << Math.min(failures - 1, 16));
    return Duration.ofMillis(Math.max(1, Math.round(most * chance)));
  }

  /** Returns how many calls of the budget may follow each other as fast as the backoff allows. */
  int quickCalls() {
    return (callBudget + 1) / 2;
  }

  /** Returns how many calls of the budget are reserved for first sends, not for repeats. */
  int reserve() {
    return (callBudget + 3) / 4;
  }

  /**
   * Returns the longest wait for a rate limit. A longer one in a record comes from a wrong clock.
   */
  Duration longestWait() {
    return withSpread(HttpAnswer.LONGEST_WAIT);
  }

  /**
   * Returns when the budget allows a call again; null if it is not spent.
   *
   * @param token the owner's refresh token, or null
   */
  @Nullable Instant budgetFreed(RenewalHistory history, Instant now, @Nullable String token) {
    List<Instant> recent = history.callsWithin(now, withSpread(WINDOW));
    int before = recent.size() - callBudget;
    return before < 0 ? null : spread(last(recent, now), recent.get(before).plus(WINDOW), token);
  }

  /**
   * Returns when the next call may be sent after failures. So the rest of the budget lasts through
   * an outage, and afterwards the next call is not far away.
   *
   * @param token the owner's refresh token, or null
   */
  Instant spacedAfter(List<Instant> calls, Instant now, @Nullable String token) {
    Instant last = last(calls, now);
    Duration spacing = WINDOW.dividedBy(Math.max(1, callBudget - quickCalls()));
    return spread(last, last.plus(spacing), token);
  }

  /** Returns the latest call, or now if that is earlier. */
  private static Instant last(List<Instant> calls, Instant now) {
    Instant last = calls.get(calls.size() - 1);
    return last.isAfter(now) ? now : last;
  }

  /**
   * Returns the end of a wait with a part of up to a tenth added.
   *
   * <p>Each owner has its own part, so that owners that began to wait together do not return
   * together. All hosts compute the same end.
   */
  private static Instant spread(Instant from, Instant until, @Nullable String token) {
    long wait = Math.max(0, until.toEpochMilli() - from.toEpochMilli());
    return until.plusMillis(part(wait / SPREAD, Objects.hashCode(token) ^ from.hashCode()));
  }

  private static Duration withSpread(Duration wait) {
    return wait.plusMillis(wait.toMillis() / SPREAD);
  }

  /**
   * Returns when renewal in the background begins.
   *
   * <p>Each token has its own time, so that tokens of many owners that were obtained together are
   * not renewed together. The times are spread evenly between the soft and the hard margin, without
   * the last quarter: in that minute an owner who is called once a minute is renewed before its
   * callers have to wait.
   */
  public Instant renewFrom(String token, Instant expiresAt, Instant obtainedAt) {
    long life = life(expiresAt, obtainedAt);
    long soft = Math.min(softMargin.toMillis(), life / 3);
    long hard = Math.min(hardMargin.toMillis(), life / 10);
    return expiresAt.minusMillis(soft - part((soft - hard) / 4 * 3, token.hashCode()));
  }

  /** Returns a part of this number. The parts of random hashes are spread evenly. */
  private static long part(long most, int hash) {
    int mixed = hash * 0x9E3779B9; // the upper bits then depend on all bits
    return (most * (mixed >>> 12)) >> 20;
  }

  /** Returns when callers begin to wait for the renewal. */
  Instant waitFrom(Instant expiresAt, Instant obtainedAt) {
    return expiresAt.minus(hardMargin(expiresAt, obtainedAt));
  }

  /** Returns the hard margin of this token. */
  Duration hardMargin(Instant expiresAt, Instant obtainedAt) {
    return Duration.ofMillis(Math.min(hardMargin.toMillis(), life(expiresAt, obtainedAt) / 10));
  }

  /** Returns the lifetime in milliseconds, because dividing a {@link Duration} is slow. */
  private static long life(Instant expiresAt, Instant obtainedAt) {
    return Math.max(0, expiresAt.toEpochMilli() - obtainedAt.toEpochMilli());
  }
}
