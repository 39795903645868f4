package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decision to return a token, to renew it or to fail.
 *
 * <p>It depends only on the record, the clock and the policy. Every rule of renewal is a row of
 * {@link #of} or {@link #obstacle}.
 *
 * @param until with PAUSE and FAIL, the time for a new call, or null if a person must act; with
 *     KEEP, the end of the wait for another holder of the lease, or null
 * @param why the obstacle with PAUSE and FAIL, otherwise null
 */
record RenewalDecision(Action action, @Nullable Instant until, @Nullable Obstacle why) {

  enum Action {
    /** Return the token. */
    SERVE,
    /** Return the token, and renew it in the background. */
    RENEW_BESIDE,
    /** Let the caller wait for the renewal. */
    RENEW_AND_WAIT,
    /** Renew a token that an API rejected before its renewal is due. Its caller waits. */
    REPLACE,
    /** Keep a token that an API rejected, because no better one can be obtained now. */
    KEEP,
    /** Wait after a failed token call, if the caller's timeout allows it, and try again. */
    PAUSE,
    /** Fail, because there is no valid token and no token call is allowed. */
    FAIL
  }

  enum Obstacle {
    NOTHING_STORED,
    EXPIRED,
    REFUSED,
    LIMITED,
    BUDGET,
    FAILURES
  }

  static final RenewalDecision SERVE = new RenewalDecision(Action.SERVE, null, null);
  static final RenewalDecision RENEW_BESIDE = new RenewalDecision(Action.RENEW_BESIDE, null, null);
  static final RenewalDecision RENEW_AND_WAIT =
      new RenewalDecision(Action.RENEW_AND_WAIT, null, null);
  static final RenewalDecision REPLACE = new RenewalDecision(Action.REPLACE, null, null);
  static final RenewalDecision KEEP = new RenewalDecision(Action.KEEP, null, null);

  /**
   * Decides for a caller that needs a token.
   *
   * @param possible whether the client type can renew this record; if not, its token is returned
   *     until it expires
   * @param ended the token that must not be returned again, or null
   */
  static RenewalDecision of(
      StoredToken stored,
      DataCenter dataCenter,
      boolean possible,
      @Nullable EndedToken ended,
      Instant now,
      RenewalPolicy policy) {
    StoredToken.Issued token = believed(stored, ended, now, policy);
    Instant obtainedAt = Objects.requireNonNullElse(stored.obtainedAt(), now);
    if (token != null
        && now.isBefore(policy.renewFrom(token.value(), token.expiresAt(), obtainedAt))) {
      return SERVE;
    }
    RenewalDecision obstacle = obstacle(stored, dataCenter, possible, now, policy);
    if (obstacle != null) {
      return token != null && now.isBefore(token.expiresAt()) ? SERVE : obstacle;
    }
    return token != null && now.isBefore(policy.waitFrom(token.expiresAt(), obtainedAt))
        ? RENEW_BESIDE
        : RENEW_AND_WAIT;
  }

  /**
   * Decides for a caller whose token an API rejected.
   *
   * <p>A newer token of the record is returned. If the record is gone, a person must act. An
   * expired token is renewed as usual. Otherwise the rejected token is renewed, but not in its
   * first minute and at most once in ten minutes. If it is not renewed, it stays.
   */
  static RenewalDecision onRejection(
      Rejected rejected,
      StoredToken stored,
      DataCenter dataCenter,
      boolean possible,
      @Nullable EndedToken ended,
      Instant now,
      RenewalPolicy policy) {
    RenewalDecision usual = of(stored, dataCenter, possible, ended, now, policy);
    StoredToken.Issued token = stored.accessToken();
    boolean lives = isAlive(stored, ended, now, policy);
    boolean same = token != null && rejected.is(token.value());
    boolean another = token != null && lives && rejected.isReplacedBy(token.value());
    boolean expired = !lives && (same || !rejected.isHeld() || usual.needsPerson());
    if (another || expired) {
      return usual;
    }
    if (same && usual.action() != Action.SERVE) {
      return RENEW_AND_WAIT; // it is due
    }
    Instant obtainedAt = same ? stored.obtainedAt() : rejected.obtainedAt();
    if (Rejected.isYoung(Objects.requireNonNull(obtainedAt), now)) {
      return KEEP;
    }
    Instant replacedAt = RenewalHistory.of(stored).replacedWithin(now, Rejected.SPACING);
    if (replacedAt != null) {
      return new RenewalDecision(Action.KEEP, replacedAt.plus(policy.leaseDuration()), null);
    }
    return obstacle(stored, dataCenter, possible, now, policy) == null ? REPLACE : KEEP;
  }

  /** Returns whether the record's token may be returned if there is no better one. */
  static boolean isAlive(
      StoredToken stored, @Nullable EndedToken ended, Instant now, RenewalPolicy policy) {
    StoredToken.Issued token = believed(stored, ended, now, policy);
    return token != null && now.isBefore(token.expiresAt());
  }

  /**
   * Returns the record's token; null if it has expired, or if its times are far ahead of the clock.
   */
  private static StoredToken.@Nullable Issued believed(
      StoredToken stored, @Nullable EndedToken ended, Instant now, RenewalPolicy policy) {
    StoredToken.Issued token = stored.accessToken();
    Instant obtainedAt = stored.obtainedAt();
    if (token == null || obtainedAt == null || (ended != null && ended.is(token.value()))) {
      return null;
    }
    Duration ahead = Duration.between(now, obtainedAt);
    return ahead.compareTo(policy.hardMargin(token.expiresAt(), obtainedAt)) > 0 ? null : token;
  }

  /** Returns the obstacle to a token call now; null if there is none. */
  private static @Nullable RenewalDecision obstacle(
      StoredToken stored,
      DataCenter dataCenter,
      boolean possible,
      Instant now,
      RenewalPolicy policy) {
    if (!possible) {
      boolean had = stored.accessToken() != null;
      Obstacle why = had ? Obstacle.EXPIRED : Obstacle.NOTHING_STORED;
      return new RenewalDecision(Action.FAIL, null, why);
    }
    RenewalHistory history = RenewalHistory.of(stored);
    if (history.refuses(stored.refreshToken(), dataCenter)) {
      return new RenewalDecision(Action.FAIL, null, Obstacle.REFUSED);
    }
    boolean failing = history.failures() > 0;
    Instant notBefore = history.notBefore();
    Duration longest = failing ? RenewalPolicy.MAX_BACKOFF : policy.longestWait();
    if (notBefore != null && now.isBefore(notBefore) && !notBefore.isAfter(now.plus(longest))) {
      return failing
          ? new RenewalDecision(Action.PAUSE, notBefore, Obstacle.FAILURES)
          : new RenewalDecision(Action.FAIL, notBefore, Obstacle.LIMITED);
    }
    List<Instant> recent = history.callsAround(now, policy.budgetWindow());
    if (recent.size() >= policy.callBudget()) {
      Instant freed = recent.get(recent.size() - policy.callBudget()).plus(policy.budgetWindow());
      return new RenewalDecision(Action.FAIL, freed, Obstacle.BUDGET);
    }
    if (failing && recent.size() >= policy.quickCalls()) {
      Instant last = recent.get(recent.size() - 1);
      Instant next = (last.isAfter(now) ? now : last).plus(policy.spacing());
      return now.isBefore(next) ? new RenewalDecision(Action.PAUSE, next, Obstacle.FAILURES) : null;
    }
    return null;
  }

  /** Returns whether a person must act before there is a token. */
  boolean needsPerson() {
    return action == Action.FAIL && until == null;
  }

  /** Returns the exception for a FAIL, or for a PAUSE beyond the caller's timeout. */
  ZohoOAuthException failure(StoredToken stored, DataCenter dataCenter, TokenKey key) {
    Obstacle obstacle = Objects.requireNonNull(why);
    String what = "No token for %s: %s".formatted(key, words(obstacle, stored));
    Failures failures = Failures.of(key.clientId()).at(dataCenter);
    return switch (obstacle) {
      case NOTHING_STORED, EXPIRED, REFUSED -> failures.authorizationRequired(what);
      case LIMITED, BUDGET -> failures.rateLimited(what, Objects.requireNonNull(until));
      case FAILURES -> failures.temporary(what);
    };
  }

  private String words(Obstacle obstacle, StoredToken stored) {
    return switch (obstacle) {
      case NOTHING_STORED -> "nothing is stored to get one from: authorize again.";
      case EXPIRED ->
          SignInHistory.of(stored).lacksRefreshToken()
              ? "the access token has expired, and no refresh token came with it. "
                  + SignInHistory.FIRST_CONSENT
              : "the access token has expired, and nothing that is stored renews it: authorize"
                  + " again.";
      case REFUSED -> "Zoho has refused the refresh token: authorize again.";
      case LIMITED -> "Zoho asked for a pause: wait until %s.".formatted(until);
      case BUDGET ->
          "the budget of token calls for this refresh token is spent: wait until %s."
              .formatted(until);
      case FAILURES -> {
        RenewalHistory history = RenewalHistory.of(stored);
        yield "%s. The next try is at %s. The latest: %s"
            .formatted(history.failuresInWords(), until, history.why());
      }
    };
  }
}
