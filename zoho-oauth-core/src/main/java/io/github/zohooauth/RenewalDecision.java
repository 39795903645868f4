package io.github.zohooauth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether to serve a token, renew it or give up: a pure function of the record, the clock and the
 * policy. Every rule on renewal is a row of {@link #of}.
 *
 * @param until with FAIL, when asking again makes sense; null if a person has to act first
 * @param why with FAIL, in words for the caller
 */
record RenewalDecision(Action action, @Nullable Instant until, @Nullable String why) {

  enum Action {
    /** Hand out the token. */
    SERVE,
    /** Hand out the token, and renew beside the caller. */
    RENEW_BESIDE,
    /** The caller waits for renewal. */
    RENEW_AND_WAIT,
    /** There is no good token, and none may be asked for. */
    FAIL
  }

  static final RenewalDecision SERVE = new RenewalDecision(Action.SERVE, null, null);
  static final RenewalDecision RENEW_BESIDE = new RenewalDecision(Action.RENEW_BESIDE, null, null);
  static final RenewalDecision RENEW_AND_WAIT =
      new RenewalDecision(Action.RENEW_AND_WAIT, null, null);

  /**
   * Decides.
   *
   * @param possible whether the record has what the client type renews with; if not, the margins
   *     are of no use, and its token is served to its end
   */
  static RenewalDecision of(
      StoredToken stored,
      DataCenter dataCenter,
      boolean possible,
      Instant now,
      RenewalPolicy policy) {
    AccessToken token = stored.accessToken().orElse(null);
    Instant obtainedAt = stored.obtainedAt().orElse(now);
    if (token != null && now.isBefore(policy.renewFrom(token, obtainedAt))) {
      return SERVE;
    }
    RenewalDecision obstacle = obstacle(stored, dataCenter, possible, now, policy);
    if (obstacle != null) {
      return token != null && now.isBefore(token.expiresAt()) ? SERVE : obstacle;
    }
    return token != null && now.isBefore(policy.waitFrom(token, obtainedAt))
        ? RENEW_BESIDE
        : RENEW_AND_WAIT;
  }

  /** What forbids a token call at present; null if nothing does. */
  private static @Nullable RenewalDecision obstacle(
      StoredToken stored,
      DataCenter dataCenter,
      boolean possible,
      Instant now,
      RenewalPolicy policy) {
    if (!possible) {
      String why =
          stored.accessToken().isPresent()
              ? "The access token has expired, and nothing that is stored renews it"
              : "Nothing is stored to get a token from";
      return new RenewalDecision(Action.FAIL, null, why);
    }
    RenewalNotes notes = stored.notes();
    if (notes.refuses(stored.refreshToken().orElse(null), dataCenter)) {
      return new RenewalDecision(Action.FAIL, null, "Zoho has refused the refresh token");
    }
    Instant notBefore = notes.notBefore();
    if (notBefore != null && now.isBefore(notBefore)) {
      return new RenewalDecision(Action.FAIL, notBefore, notes.why());
    }
    List<Instant> recent =
        notes.calls().stream()
            .filter(call -> call.isAfter(now.minus(policy.budgetWindow())))
            .toList();
    if (recent.size() >= policy.callBudget()) {
      Instant freed = recent.get(recent.size() - policy.callBudget()).plus(policy.budgetWindow());
      return new RenewalDecision(
          Action.FAIL, freed, "The budget of token calls for this refresh token is spent");
    }
    return null;
  }
}
