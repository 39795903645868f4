package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.ErrorTable;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    RENEW_IN_BACKGROUND,
    /** Let the caller wait for the renewal. */
    RENEW_AND_WAIT,
    /** Renew a token that an API rejected before its renewal is due. Its caller waits. */
    RENEW_REJECTED,
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

  /** The age up to which a token is not renewed, because the next one would be rejected as well. */
  private static final Duration YOUNG = Duration.ofSeconds(60);

  /** The shortest time between two renewals for rejected tokens, over all hosts. */
  private static final Duration BETWEEN_REJECTED_RENEWALS = Duration.ofMinutes(10);

  static final RenewalDecision SERVE = new RenewalDecision(Action.SERVE, null, null);
  static final RenewalDecision RENEW_IN_BACKGROUND =
      new RenewalDecision(Action.RENEW_IN_BACKGROUND, null, null);
  static final RenewalDecision RENEW_AND_WAIT =
      new RenewalDecision(Action.RENEW_AND_WAIT, null, null);
  static final RenewalDecision RENEW_REJECTED =
      new RenewalDecision(Action.RENEW_REJECTED, null, null);
  static final RenewalDecision KEEP = new RenewalDecision(Action.KEEP, null, null);

  /**
   * What a decision depends on, besides the policy.
   *
   * @param token the record's token with its deadlines; null if there is none, or if its times are
   *     far ahead of the clock
   * @param isRenewable whether the client type can renew this record; if not, its token is returned
   *     until it expires
   * @param elapsed the time by which the token's deadlines pass
   * @param endedWaitUntil the end of a wait that has ended for this client, even if its clock was
   *     set back; or null
   */
  record Facts(
      StoredToken stored,
      @Nullable HeldToken token,
      DataCenter dataCenter,
      boolean isRenewable,
      Instant now,
      long elapsed,
      @Nullable Instant endedWaitUntil) {

    boolean isAlive() {
      return token != null && token.isAlive(elapsed);
    }

    /** Returns whether the record's token is this one, whether it has expired or not. */
    boolean has(AccessToken other) {
      StoredToken.Issued issued = stored.accessToken();
      return issued != null && issued.value().equals(other.value());
    }

    /** Returns whether a wait until then has passed. */
    private boolean hasPassed(Instant until) {
      return !now.isBefore(until) || (endedWaitUntil != null && isSame(until, endedWaitUntil));
    }

    private static boolean isSame(Instant one, Instant other) {
      return one.truncatedTo(ChronoUnit.MILLIS).equals(other.truncatedTo(ChronoUnit.MILLIS));
    }
  }

  /** Decides for a caller that needs a token. */
  static RenewalDecision of(Facts facts, RenewalPolicy policy) {
    HeldToken token = facts.isAlive() ? facts.token() : null;
    if (token != null && !token.isDue(facts.elapsed())) {
      return SERVE;
    }
    RenewalDecision obstacle = obstacle(facts, policy);
    if (obstacle != null) {
      return token != null ? SERVE : obstacle;
    }
    return token != null && token.isBeforeWait(facts.elapsed())
        ? RENEW_IN_BACKGROUND
        : RENEW_AND_WAIT;
  }

  /**
   * Decides for a caller whose token an API rejected.
   *
   * <p>A newer token of the record is returned. If the record is gone, a person must act. An
   * expired token is renewed as usual. Otherwise the rejected token is renewed, but not in its
   * first minute and at most once in ten minutes. If it is not renewed, it stays.
   *
   * @param held the token in memory, or null. The store may have an earlier one if a save failed
   */
  static RenewalDecision onRejection(
      AccessToken rejected, @Nullable HeldToken held, Facts facts, RenewalPolicy policy) {
    RenewalDecision usual = of(facts, policy);
    HeldToken token = facts.token();
    HeldToken mine =
        held != null && held.is(rejected) && held.isAlive(facts.elapsed()) ? held : null;
    boolean lives = facts.isAlive();
    boolean same = facts.has(rejected);
    boolean another =
        token != null
            && lives
            && !same
            && (mine == null || token.isBetterThan(rejected, facts.elapsed()));
    boolean expired = !lives && (same || mine == null || usual.needsPerson());
    if (another || expired) {
      return usual;
    }
    if (same && usual.action() != Action.SERVE) {
      return RENEW_AND_WAIT; // it is due
    }
    if (Objects.requireNonNull(same ? token : mine).age(facts.elapsed()).compareTo(YOUNG) < 0) {
      return KEEP;
    }
    Instant renewedAt =
        RenewalHistory.of(facts.stored())
            .rejectedRenewalWithin(facts.now(), BETWEEN_REJECTED_RENEWALS);
    if (renewedAt != null) {
      return new RenewalDecision(Action.KEEP, renewedAt.plus(policy.leaseDuration()), null);
    }
    return obstacle(facts, policy) == null ? RENEW_REJECTED : KEEP;
  }

  /** Returns the obstacle to a token call now; null if there is none. */
  static @Nullable RenewalDecision obstacle(Facts facts, RenewalPolicy policy) {
    StoredToken stored = facts.stored();
    if (!facts.isRenewable()) {
      boolean had = stored.accessToken() != null;
      return fail(null, had ? Obstacle.EXPIRED : Obstacle.NOTHING_STORED);
    }
    RenewalHistory history = RenewalHistory.of(stored);
    if (history.refuses(stored.refreshToken(), facts.dataCenter())) {
      return fail(null, Obstacle.REFUSED);
    }
    Instant now = facts.now();
    boolean failing = history.failures() > 0;
    Instant notBefore = history.notBefore();
    Duration longest = failing ? RenewalPolicy.MAX_BACKOFF : policy.longestWait();
    if (notBefore != null && !facts.hasPassed(notBefore) && !notBefore.isAfter(now.plus(longest))) {
      return failing ? pause(notBefore) : fail(notBefore, Obstacle.LIMITED);
    }
    Instant freed = policy.budgetFreed(history, now, stored.refreshToken());
    if (freed != null && !facts.hasPassed(freed)) {
      return fail(freed, Obstacle.BUDGET);
    }
    List<Instant> recent = history.callsWithin(now, policy.budgetWindow());
    if (failing && recent.size() >= policy.quickCalls()) {
      Instant next = policy.spacedAfter(recent, now, stored.refreshToken());
      return facts.hasPassed(next) ? null : pause(next);
    }
    return null;
  }

  private static RenewalDecision fail(@Nullable Instant until, Obstacle why) {
    return new RenewalDecision(Action.FAIL, until, why);
  }

  private static RenewalDecision pause(Instant until) {
    return new RenewalDecision(Action.PAUSE, until, Obstacle.FAILURES);
  }

  /** Returns whether a person must act before there is a token. */
  boolean needsPerson() {
    return action == Action.FAIL && until == null;
  }

  /** Returns the exception for a FAIL, or for a PAUSE beyond the caller's timeout. */
  ZohoOAuthException failure(StoredToken stored, DataCenter dataCenter, TokenKey key) {
    Obstacle obstacle = Objects.requireNonNull(why);
    boolean isUnused =
        obstacle == Obstacle.REFUSED && GivenRefreshToken.isUnused(stored, dataCenter);
    String words = isUnused ? ErrorTable.ADOPTED : words(obstacle, stored);
    String what = "No token for %s: %s".formatted(key, words);
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
