package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides about the held token of one key, by the rules and the clocks of its client. */
public record Holding(RenewalContext client, TokenKey key) {

  /** Returns the time for the held token, in epoch milliseconds. */
  long timeFor(HeldToken held) {
    return held.later(client.clock().millis(), client.ticks().now());
  }

  boolean isAlive(HeldToken held) {
    return held.isAlive(timeFor(held));
  }

  /**
   * Returns the held token if the failure is temporary and the token has not expired. Otherwise
   * throws the failure.
   */
  AccessToken orHeldToken(HeldToken held, ZohoOAuthException failure) {
    if (failure instanceof TemporaryFailureException && isAlive(held)) {
      return Objects.requireNonNull(held.token());
    }
    throw failure;
  }

  /**
   * Returns the rejected token if it cannot be replaced now. Throws the failure if a person has to
   * act, or if the token has expired.
   */
  AccessToken orSame(AccessToken rejected, ZohoOAuthException failure) {
    boolean lives = client.clock().instant().isBefore(rejected.expiresAt());
    if (failure instanceof AuthorizationRequiredException || !lives) {
      throw failure;
    }
    return rejected;
  }

  /** Returns whether the token is not due for renewal yet. */
  boolean isFresh(HeldToken held) {
    return held.token() != null && timeFor(held) < held.renewFrom();
  }

  /** Returns whether memory has a newer token than the rejected one that has not expired. */
  boolean isNewer(HeldToken held, AccessToken rejected) {
    AccessToken token = held.token();
    return token != null
        && isAlive(held)
        && !token.value().equals(rejected.value())
        && !token.expiresAt().isBefore(rejected.expiresAt());
  }

  /** Returns what memory knows about a rejected token. */
  Rejected rejected(
      AccessToken token,
      HeldToken held,
      @Nullable EndedToken predecessor,
      @Nullable ZohoOAuthException refusal) {
    AccessToken known = held.token();
    boolean isHeld = known != null && known.value().equals(token.value()) && isAlive(held);
    return isHeld
        ? new Rejected(token, Instant.ofEpochMilli(held.obtainedAt()), predecessor, refusal)
        : new Rejected(token, null, null, refusal);
  }

  /**
   * Returns the held token after a failed renewal.
   *
   * @param rejected the token to be replaced; null if the renewal was due
   * @param last the record's token, if it had expired when it was read
   */
  HeldToken afterFailure(
      HeldToken held,
      ZohoOAuthException failure,
      @Nullable AccessToken rejected,
      @Nullable EndedToken last) {
    AccessToken token = held.token();
    if (rejected == null || token == null || !isAlive(held)) {
      return held.prolonged(timeFor(held), last);
    }
    boolean isGone = // the store has no token of this owner, and an API rejected this one
        failure instanceof AuthorizationRequiredException && token.value().equals(rejected.value());
    return isGone ? HeldToken.nothing() : held;
  }

  /** Returns the held token for a loaded record, which replaces {@code known}. */
  HeldToken of(StoredToken stored, HeldToken known) {
    AccessToken token = ruled(stored);
    Instant obtainedAt = stored.obtainedAt();
    Instant since = obtainedAt == null ? Instant.EPOCH : obtainedAt;
    HeldToken loaded =
        HeldToken.of(token, since, client.policy(), client.clock().millis(), client.ticks().now());
    HeldToken due = loaded.sinceWhen(known);
    long now = timeFor(due);
    return now < due.renewFrom()
        ? due.lookedAt(loaded.wall(), loaded.ticks())
        : due.prolonged(now, null);
  }

  /**
   * Returns the token with the API domain that the client has checked. Its other parts are shared
   * to save memory.
   */
  private AccessToken ruled(StoredToken stored) {
    DataCenter dataCenter = client.dataCenters().of(stored);
    StoredToken.Issued token = Objects.requireNonNull(stored.accessToken());
    URI apiDomain = client.apiDomain().rule(token.apiDomain().toString(), key.owner(), dataCenter);
    Set<String> scopes = client.scopes().one(token.scopes());
    return new AccessToken(token.value(), token.expiresAt(), scopes, dataCenter, apiDomain);
  }

  /** Returns the token that a renewal must not return again; null if there is none. */
  @Nullable EndedToken ended(HeldToken held) {
    AccessToken token = held.token();
    if (token == null) {
      return held.ended();
    }
    long time = timeFor(held);
    long wall = client.clock().millis();
    boolean wallIsBehind =
        isBetween(wall, held.renewFrom(), time)
            || isBetween(wall, held.waitFrom(), time)
            || isBetween(wall, token.expiresAt().toEpochMilli(), time);
    return wallIsBehind ? EndedToken.of(token.value()) : null;
  }

  private static boolean isBetween(long wall, long moment, long time) {
    return wall < moment && moment <= time;
  }
}
