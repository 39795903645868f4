package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a renewal may do with one key's record.
 *
 * <p>It uses the record's notes, the clock, and the history that the store does not have.
 */
final class Ruling {

  private final RenewalContext client;
  private final RenewalStrategy renewal;
  private final TokenKey key;
  private final Supplier<@Nullable EndedToken> ended;
  private final @Nullable Rejected rejected;
  private final UnsavedHistory untold;
  private volatile @Nullable EndedToken predecessor;
  private volatile @Nullable StoredToken lastKnown;
  private volatile @Nullable CallCounter sent;
  private volatile Instant waitedUntil = Instant.EPOCH;

  /**
   * Makes the rules of one renewal.
   *
   * @param ended the expired token that must not be returned again, or null
   * @param rejected the token that an API rejected, if this renewal replaces it; or null
   * @param last the result of the previous renewal
   */
  Ruling(
      RenewalContext client,
      RenewalStrategy renewal,
      TokenKey key,
      Supplier<@Nullable EndedToken> ended,
      @Nullable Rejected rejected,
      LastRenewal last) {
    this.client = client;
    this.renewal = renewal;
    this.key = key;
    this.ended = ended;
    this.rejected = rejected;
    this.untold = last.untold();
    this.predecessor = last.predecessor();
  }

  RenewalDecision decide(StoredToken current) {
    DataCenter dataCenter = dataCenter(current);
    boolean possible = renewal.isPossible(current);
    EndedToken endedToken = ended.get();
    RenewalPolicy policy = client.policy();
    return rejected == null
        ? RenewalDecision.of(current, dataCenter, possible, endedToken, now(), policy)
        : RenewalDecision.onRejection(
            rejected, current, dataCenter, possible, endedToken, now(), policy);
  }

  /** Returns whether the record's token has not expired. */
  boolean isAlive(StoredToken stored) {
    return RenewalDecision.isAlive(stored, ended.get(), now(), client.policy());
  }

  /** Returns whether the record's token is the one that an API rejected. */
  boolean isRejected(StoredToken stored) {
    StoredToken.Issued token = stored.accessToken();
    return rejected != null && token != null && rejected.is(token.value());
  }

  /**
   * Throws the cached failure, so that no token call for a rejected token fails in the same way
   * again.
   */
  void requireNoRefusal() {
    if (rejected != null && rejected.refusal() != null) {
      throw rejected.refusal();
    }
  }

  /** Remembers that this record's token was renewed, but that the store still has it. */
  void unsaved(StoredToken current) {
    StoredToken.Issued token = current.accessToken();
    predecessor = token == null ? null : EndedToken.of(token.value());
  }

  /** Returns the earlier token that the store still has because a save failed; or null. */
  @Nullable EndedToken predecessor() {
    return predecessor;
  }

  /**
   * Returns the current time, or the end of the last pause if that is later. If the clock was set
   * far back, it returns the current time.
   */
  Instant now() {
    Instant now = client.clock().instant();
    Instant earliest = waitedUntil.minus(client.policy().callerTimeout());
    return now.isBefore(waitedUntil) && !now.isBefore(earliest) ? waitedUntil : now;
  }

  Instant waitedUntil() {
    return waitedUntil;
  }

  void waited(Instant until) {
    waitedUntil = until;
  }

  DataCenter dataCenter(StoredToken current) {
    return client.dataCenters().of(current);
  }

  /** Returns the record, or a blank one, with the history that the store does not have. */
  StoredToken known(Optional<StoredToken> stored) {
    StoredToken record = stored.orElseGet(() -> DataCenters.blank(client.home()));
    lastKnown = record;
    RenewalHistory stands = RenewalHistory.of(record);
    RenewalHistory known = byClock(stands.and(untold.get()));
    return known.equals(stands) ? record : known.onto(record);
  }

  /**
   * Returns the token of the latest record, if it has expired and can be renewed; otherwise null.
   */
  @Nullable EndedToken ended() {
    StoredToken record = lastKnown;
    StoredToken.Issued token = record == null ? null : record.accessToken();
    return record != null
            && token != null
            && renewal.isPossible(record)
            && !now().isBefore(token.expiresAt())
        ? EndedToken.of(token.value())
        : null;
  }

  /**
   * Returns how many token calls one attempt may make. A repeat never uses the last quarter of the
   * budget.
   */
  int callsWithRepeat(StoredToken current) {
    RenewalPolicy policy = client.policy();
    int spent = RenewalHistory.of(current).callsAround(now(), policy.budgetWindow()).size();
    return policy.callBudget() - policy.reserve() - spent;
  }

  /** Returns the history with the calls that were sent, without calls outside the window. */
  RenewalHistory counted(RenewalHistory history, Collection<Instant> sent) {
    return byClock(history.with(sent))
        .around(client.clock().instant(), client.policy().budgetWindow());
  }

  /** Returns a history by the present wall clock. */
  private RenewalHistory byClock(RenewalHistory history) {
    List<Duration> steps = client.steps().latest();
    return history.movedBy(steps, client.clock().instant(), client.policy().budgetWindow());
  }

  /** Counts each of these calls as soon as it is sent. */
  void sends(CallCounter calls) {
    untold.sends(calls);
    sent = calls;
  }

  /** Records which history the store has, or does not have. */
  void told(RenewalHistory notes, boolean stored) {
    untold.told(sent, notes, stored);
  }

  /** Returns whether one of these calls was sent and is in no notes. */
  boolean hasNotNoted(CallCounter calls) {
    return untold.lacks(calls);
  }

  /** Stops further calls. */
  void ends(CallCounter calls) {
    untold.end(calls);
  }

  /** Throws if the record's notes forbid a call. */
  void requireAllowed(RenewalDecision decision, StoredToken current) {
    if (decision.action() != RenewalDecision.Action.FAIL) {
      return;
    }
    ZohoOAuthException failure = decision.failure(current, dataCenter(current), key);
    if (decision.why() == RenewalDecision.Obstacle.BUDGET) {
      client.events().failed(key, dataCenter(current), Duration.ZERO, failure);
    }
    throw failure;
  }
}
