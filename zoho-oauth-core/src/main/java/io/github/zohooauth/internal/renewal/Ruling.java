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
 * What may be done with one key's record during a flight: by its notes, by the clock, and by what
 * the store could not be told.
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
   * Makes one.
   *
   * @param ended the token whose time has run out, and which is not served again; or null
   * @param rejected the token that an API rejected, if this renewal is to replace it; or null
   * @param last what is remembered of the renewal before
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

  /** Whether its token may still be served: its time has not run out. */
  boolean isAlive(StoredToken stored) {
    return RenewalDecision.isAlive(stored, ended.get(), now(), client.policy());
  }

  /** Whether its token is the one that an API rejected. */
  boolean isRejected(StoredToken stored) {
    StoredToken.Issued token = stored.accessToken();
    return rejected != null && token != null && rejected.is(token.value());
  }

  /** Throws the refusal in force, so that no token call for a rejected token is refused again. */
  void requireHope() {
    if (rejected != null && rejected.refusal() != null) {
      throw rejected.refusal();
    }
  }

  /** Notes that this record's token was renewed, and that the store still has it. */
  void unsaved(StoredToken current) {
    StoredToken.Issued token = current.accessToken();
    predecessor = token == null ? null : EndedToken.of(token.value());
  }

  /** The earlier token that the store still has, because a save failed; or null. */
  @Nullable EndedToken predecessor() {
    return predecessor;
  }

  /** A pause that has passed is over, also by a clock that stands still, but for one set back. */
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

  /** The record, or a blank one, with what the store could not be told. */
  StoredToken known(Optional<StoredToken> stored) {
    StoredToken record = stored.orElseGet(() -> DataCenters.blank(client.home()));
    lastKnown = record;
    RenewalHistory stands = RenewalHistory.of(record);
    RenewalHistory known = byClock(stands.and(untold.get()));
    return known.equals(stands) ? record : known.onto(record);
  }

  /** The token of the record that is known, if it has expired, and another can be had. */
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

  /** How many token calls one try may make: a repeat never takes the last quarter of the budget. */
  int callsWithRepeat(StoredToken current) {
    RenewalPolicy policy = client.policy();
    int spent = RenewalHistory.of(current).callsAround(now(), policy.budgetWindow()).size();
    return policy.callBudget() - policy.reserve() - spent;
  }

  /** This history with the calls that were sent, without those that left the window. */
  RenewalHistory counted(RenewalHistory history, Collection<Instant> sent) {
    return byClock(history.with(sent))
        .around(client.clock().instant(), client.policy().budgetWindow());
  }

  /** A history by the wall clock as it goes now. */
  private RenewalHistory byClock(RenewalHistory history) {
    List<Duration> steps = client.steps().latest();
    return history.movedBy(steps, client.clock().instant(), client.policy().budgetWindow());
  }

  /** Counts each of these calls from when it is sent. */
  void sends(CallCounter calls) {
    untold.sends(calls);
    sent = calls;
  }

  /** Notes what the store was told, or could not be. */
  void told(RenewalHistory notes, boolean stored) {
    untold.told(sent, notes, stored);
  }

  /** Whether one of these calls was sent that is in no notes. */
  boolean hasNotNoted(CallCounter calls) {
    return untold.lacks(calls);
  }

  /** Lets none of these calls be sent any more. */
  void ends(CallCounter calls) {
    untold.end(calls);
  }

  /** Refuses to send what the record's notes forbid. */
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
