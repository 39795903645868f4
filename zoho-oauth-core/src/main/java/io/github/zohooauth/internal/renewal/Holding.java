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

/** How one key's token is held in memory: by the rules and the two clocks of its client. */
public record Holding(RenewalContext client, TokenKey key) {

  /** The time that counts for what is held, in epoch milliseconds. */
  long timeFor(HeldToken held) {
    return held.later(client.clock().millis(), client.ticks().now());
  }

  boolean isAlive(HeldToken held) {
    return held.isAlive(timeFor(held));
  }

  /** A token that has not expired is better than none. */
  AccessToken orAlive(HeldToken held, ZohoOAuthException failure) {
    if (failure instanceof TemporaryFailureException && isAlive(held)) {
      return Objects.requireNonNull(held.token());
    }
    throw failure;
  }

  /** What cannot be replaced now stays, unless a person has to act, or it has expired. */
  AccessToken orSame(AccessToken rejected, ZohoOAuthException failure) {
    boolean lives = client.clock().instant().isBefore(rejected.expiresAt());
    if (failure instanceof AuthorizationRequiredException || !lives) {
      throw failure;
    }
    return rejected;
  }

  /** Whether its token is not due for renewal yet. */
  boolean isFresh(HeldToken held) {
    return held.token() != null && timeFor(held) < held.renewFrom();
  }

  /** Whether memory has a token that was obtained later than the rejected one, and lives. */
  boolean isNewer(HeldToken held, AccessToken rejected) {
    AccessToken token = held.token();
    return token != null
        && isAlive(held)
        && !token.value().equals(rejected.value())
        && !token.expiresAt().isBefore(rejected.expiresAt());
  }

  /** What is known of a token that an API has rejected. */
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
   * What memory holds after a renewal that failed.
   *
   * @param rejected the token that it was to replace; null if it was due
   * @param last the token of the store's record, if it had ended when it was looked at
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
    boolean isGone = // the store has no more of this owner, and an API says the same
        failure instanceof AuthorizationRequiredException && token.value().equals(rejected.value());
    return isGone ? HeldToken.nothing() : held;
  }

  /** What takes the place of {@code known} when this record with its token has been loaded. */
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

  /** The token with the API domain that the client goes by, and little that is its own. */
  private AccessToken ruled(StoredToken stored) {
    DataCenter dataCenter = client.dataCenters().of(stored);
    StoredToken.Issued token = Objects.requireNonNull(stored.accessToken());
    URI apiDomain = client.apiDomain().rule(token.apiDomain().toString(), key.owner(), dataCenter);
    Set<String> scopes = client.scopes().one(token.scopes());
    return new AccessToken(token.value(), token.expiresAt(), scopes, dataCenter, apiDomain);
  }

  /** The token that a flight may not bring back; null if there is none such. */
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
