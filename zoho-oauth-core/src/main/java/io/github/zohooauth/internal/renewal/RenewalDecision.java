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
 * Whether to serve a token, renew it or give up: a pure function of the record, the clock and the
 * policy. Every rule on renewal is a row of {@link #of} or {@link #obstacle}.
 *
 * @param until with PAUSE and FAIL, when asking again makes sense; null if a person acts first;
 *     with KEEP, how long another holder of the lease may take to bring a better token, or null
 * @param why with PAUSE and FAIL, what is in the way
 */
record RenewalDecision(Action action, @Nullable Instant until, @Nullable Obstacle why) {

  enum Action {
    /** Hand out the token. */
    SERVE,
    /** Hand out the token, and renew beside the caller. */
    RENEW_BESIDE,
    /** The caller waits for renewal. */
    RENEW_AND_WAIT,
    /** An API rejected a token that lives: its caller waits for a renewal that is not due yet. */
    REPLACE,
    /** An API rejected a token that lives, and no better one can be had now: it stays. */
    KEEP,
    /** A token call failed not long ago: the caller waits, if he has the time, and asks again. */
    PAUSE,
    /** There is no good token, and none may be asked for. */
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
   * Decides.
   *
   * @param possible whether the record has what the client type renews with; if not, the margins
   *     are of no use, and its token is served to its end
   * @param ended the token that is not served again, or null
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
   * Decides what takes the place of a token that an API rejected.
   *
   * <p>A token of the record that was obtained later does. If the record is gone, a person acts. A
   * token that has expired is renewed as usual. Otherwise the rejected token is renewed, but not in
   * its first minute and at most once in ten minutes, or it stays.
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

  /** Whether the record's token may be handed out where there is no better one. */
  static boolean isAlive(
      StoredToken stored, @Nullable EndedToken ended, Instant now, RenewalPolicy policy) {
    StoredToken.Issued token = believed(stored, ended, now, policy);
    return token != null && now.isBefore(token.expiresAt());
  }

  /** The record's token, unless its time has run out, or a clock that was far ahead obtained it. */
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

  /** What forbids a token call at present; null if nothing does. */
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

  /** Whether nothing but a person's act brings a token. */
  boolean needsPerson() {
    return action == Action.FAIL && until == null;
  }

  /** What to tell the caller of a PAUSE that he has no time for, or of a FAIL. */
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
