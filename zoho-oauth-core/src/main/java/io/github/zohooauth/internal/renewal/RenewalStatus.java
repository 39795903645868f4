package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.store.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record and this client's memory say about the renewals of one key. It holds no secret.
 *
 * @param expiresAt when the stored access token expires; null if there is none
 * @param isAlive whether callers get the stored access token
 * @param isRenewable whether the next access token can be obtained without a person
 * @param isRefused whether Zoho has refused the refresh token
 * @param refusedSince when the call was sent that Zoho refused; null if it is not known
 * @param recentCalls the token calls in the budget window
 * @param pause the wait before the next token call; null if there is none
 * @param lastFailure the latest failure since the latest success; null if there was none
 */
public record RenewalStatus(
    DataCenter dataCenter,
    Set<String> scopes,
    @Nullable Instant expiresAt,
    boolean isAlive,
    boolean isRenewable,
    boolean isRefused,
    @Nullable Instant refusedSince,
    int recentCalls,
    @Nullable Pause pause,
    @Nullable String lastFailure) {

  /** A wait before the next token call, and its reason in one sentence. */
  public record Pause(Instant until, String why) {}

  /**
   * Reads the status.
   *
   * @param state what this client has in memory
   * @param record the record, or a blank one, with the history that the store does not have
   */
  static RenewalStatus of(RenewalInput input, TokenState state, StoredToken record) {
    DataCenter dataCenter = input.dataCenter(record);
    StoredToken.Issued issued = record.accessToken();
    RenewalHistory history = RenewalHistory.of(record);
    RenewalDecision obstacle = input.obstacle(record);
    boolean isRefused = obstacle != null && obstacle.why() == RenewalDecision.Obstacle.REFUSED;
    List<Instant> calls = history.calls();
    RenewalPolicy policy = input.client().policy();
    Instant now = input.client().clock().instant();
    return new RenewalStatus(
        dataCenter,
        issued == null ? Set.of() : issued.scopes(),
        issued == null ? null : issued.expiresAt(),
        input.isAlive(record),
        obstacle == null || !obstacle.needsPerson(),
        isRefused,
        isRefused && !calls.isEmpty() ? calls.get(calls.size() - 1) : null,
        history.callsWithin(now, policy.budgetWindow()).size(),
        pause(input, state, record, obstacle),
        lastFailure(state, history, isRefused));
  }

  private static @Nullable Pause pause(
      RenewalInput input,
      TokenState state,
      StoredToken record,
      @Nullable RenewalDecision obstacle) {
    if (obstacle != null) {
      Instant until = obstacle.until();
      return until == null
          ? null // a person must act
          : new Pause(until, reason(Objects.requireNonNull(obstacle.why()), record));
    }
    TokenState.CachedFailure cached = state.cachedFailure();
    TokenClock clock = input.client().clock();
    long elapsed = clock.elapsedExact();
    return cached == null || !cached.isInForce(elapsed)
        ? null
        : new Pause(
            clock.instant().plusNanos(cached.until() - elapsed), Failures.what(cached.failure()));
  }

  private static String reason(RenewalDecision.Obstacle obstacle, StoredToken record) {
    return switch (obstacle) {
      case BUDGET -> "The budget of token calls for this refresh token is spent.";
      case FAILURES -> {
        String words = RenewalHistory.of(record).failuresInWords();
        yield words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
      }
      case LIMITED -> "Zoho asked for a pause.";
      case NOTHING_STORED, EXPIRED, REFUSED ->
          throw new IllegalStateException(obstacle + " is no wait: a person must act");
    };
  }

  private static @Nullable String lastFailure(
      TokenState state, RenewalHistory history, boolean isRefused) {
    TokenState.CachedFailure cached = state.cachedFailure();
    if (cached != null) {
      return Failures.what(cached.failure());
    }
    if (isRefused) {
      return "Zoho has refused the refresh token.";
    }
    String why = history.why();
    return why == null ? null : Failures.sentences(why, "");
  }
}
