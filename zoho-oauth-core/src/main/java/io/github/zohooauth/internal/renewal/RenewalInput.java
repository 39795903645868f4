package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one renewal knows of its key besides the record.
 *
 * @param held the token in memory; null if there is none
 * @param rejected the token that an API rejected, if the renewal is to replace it; otherwise null
 * @param cachedFailure the failure of an earlier token call that still applies; or null
 * @param endedWaitUntil the end of the last wait that has ended for this client; or null
 */
record RenewalInput(
    RenewalContext client,
    RenewalStrategy strategy,
    TokenKey key,
    UnsavedHistory unsaved,
    @Nullable HeldToken held,
    @Nullable AccessToken rejected,
    @Nullable ZohoOAuthException cachedFailure,
    @Nullable Instant endedWaitUntil) {

  static RenewalInput of(
      RenewalContext client,
      RenewalStrategy strategy,
      TokenKey key,
      TokenState state,
      @Nullable AccessToken rejected) {
    long now = client.clock().elapsedExact();
    return new RenewalInput(
        client,
        strategy,
        key,
        state.unsaved(),
        state.held(),
        rejected,
        state.failureAt(now),
        state.endedWaitUntil(now));
  }

  RenewalInput withEndedWait(Instant until) {
    return new RenewalInput(client, strategy, key, unsaved, held, rejected, cachedFailure, until);
  }

  /** Returns the record, or a blank one, with the history that the store does not have. */
  StoredToken withUnsavedHistory(Optional<StoredToken> stored) {
    StoredToken record = stored.orElseGet(() -> DataCenters.blank(client.home()));
    RenewalHistory saved = RenewalHistory.of(record);
    RenewalHistory all = byClock(saved.mergedWith(unsaved.get()));
    return all.equals(saved) ? record : all.onto(record);
  }

  /** Returns the history with the calls that were sent, without calls outside the window. */
  RenewalHistory counted(RenewalHistory history, List<Instant> sent) {
    return byClock(history.with(sent))
        .within(client.clock().instant(), client.policy().budgetWindow());
  }

  private RenewalHistory byClock(RenewalHistory history) {
    TokenClock clock = client.clock();
    return history.movedBy(clock.jumps(), clock.instant(), client.policy().budgetWindow());
  }

  RenewalDecision decide(StoredToken current) {
    RenewalDecision.Facts facts = facts(current);
    return rejected == null
        ? RenewalDecision.of(facts, client.policy())
        : RenewalDecision.onRejection(rejected, held, facts, client.policy());
  }

  /** Returns the obstacle to a token call now; null if there is none. */
  @Nullable RenewalDecision obstacle(StoredToken current) {
    return RenewalDecision.obstacle(facts(current), client.policy());
  }

  private RenewalDecision.Facts facts(StoredToken current) {
    TokenClock clock = client.clock();
    return new RenewalDecision.Facts(
        current,
        token(current),
        dataCenter(current),
        strategy.isPossible(current),
        clock.instant(),
        clock.elapsedExact(),
        endedWaitUntil);
  }

  @Nullable HeldToken token(StoredToken current) {
    return HeldToken.of(current, dataCenter(current), held, client.clock(), client.policy());
  }

  boolean isAlive(StoredToken current) {
    HeldToken token = token(current);
    return token != null && token.isAlive(client.clock().elapsedExact());
  }

  /** Returns whether the record's token is the one that an API rejected. */
  boolean isRejected(StoredToken current) {
    StoredToken.Issued token = current.accessToken();
    return rejected != null && token != null && rejected.value().equals(token.value());
  }

  DataCenter dataCenter(StoredToken current) {
    return client.dataCenters().of(current);
  }

  /** Returns the failure of a decision that no token call is allowed. */
  ZohoOAuthException failure(RenewalDecision decision, StoredToken current) {
    ZohoOAuthException cause = decision.failure(current, dataCenter(current), key);
    if (decision.why() == RenewalDecision.Obstacle.BUDGET) {
      client.events().failed(key, dataCenter(current), Duration.ZERO, cause);
    }
    return cause;
  }

  /** Returns the failure if the record was replaced meanwhile. */
  TemporaryFailureException recordChanged() {
    String what = "The stored token was replaced during its renewal: ask again.";
    return Failures.of(key.clientId()).temporary(what);
  }
}
