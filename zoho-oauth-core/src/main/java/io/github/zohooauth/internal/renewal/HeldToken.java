package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.store.StoredToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An access token with its deadlines. All times are {@link TokenClock#elapsed}. Immutable.
 *
 * <p>A token keeps the deadlines that it got when it was first read. So a wall clock that is set
 * later makes no token live longer, and revives none that has expired.
 *
 * @param renewAt when the token is renewed in the background
 * @param waitAt when callers wait for the renewal
 * @param freshUntil until when the token is returned without a check. It is {@code renewAt}, or
 *     later after a failed renewal
 */
record HeldToken(
    AccessToken token,
    long obtainedAt,
    long renewAt,
    long waitAt,
    long expiresAt,
    long freshUntil) {

  private static final long CHECK_AGAIN = TimeUnit.SECONDS.toNanos(10);

  /**
   * Returns the token of a record, with the deadlines of the known one if both are the same.
   *
   * @return null if there is no token, or if its times are far ahead of the wall clock
   */
  static @Nullable HeldToken of(
      StoredToken stored,
      DataCenter dataCenter,
      @Nullable HeldToken known,
      TokenClock clock,
      RenewalPolicy policy) {
    StoredToken.Issued issued = stored.accessToken();
    Instant obtainedAt = stored.obtainedAt();
    if (issued == null || obtainedAt == null) {
      return null;
    }
    if (known != null && known.isOf(issued)) {
      return known;
    }
    Duration ahead = Duration.between(clock.instant(), obtainedAt);
    if (ahead.compareTo(policy.hardMargin(issued.expiresAt(), obtainedAt)) > 0) {
      return null;
    }
    AccessToken token = stored.accessTokenOf(dataCenter).orElseThrow();
    return issued(token, obtainedAt, clock, policy);
  }

  /**
   * Returns the token of a record that callers may get, with its API domain checked. Its deadlines
   * are those of the known one if both are the same.
   */
  static HeldToken withCheckedApiDomain(
      StoredToken stored, @Nullable HeldToken known, RenewalContext client, TokenOwner owner) {
    DataCenter dataCenter = client.dataCenters().of(stored);
    StoredToken.Issued issued = Objects.requireNonNull(stored.accessToken());
    URI apiDomain =
        client.dataCenters().apiDomain(issued.apiDomain().toString(), owner, dataCenter);
    Set<String> scopes = client.scopes().one(issued.scopes()); // shared, to save memory
    AccessToken token =
        new AccessToken(issued.value(), issued.expiresAt(), scopes, dataCenter, apiDomain);
    return known != null && known.isOf(issued)
        ? known.with(token)
        : issued(
            token, Objects.requireNonNull(stored.obtainedAt()), client.clock(), client.policy());
  }

  /**
   * Returns a token with the deadlines of the policy. If the wall clock is before {@code
   * obtainedAt}, it was set back meanwhile, so {@code obtainedAt} counts.
   */
  private static HeldToken issued(
      AccessToken token, Instant obtainedAt, TokenClock clock, RenewalPolicy policy) {
    long now = clock.elapsedExact();
    Instant wall = clock.instant();
    Instant base = wall.isBefore(obtainedAt) ? obtainedAt : wall;
    Instant expiry = token.expiresAt();
    long renewAt = now + left(base, policy.renewFrom(token.value(), expiry, obtainedAt));
    return new HeldToken(
        token,
        now + left(base, obtainedAt),
        renewAt,
        now + left(base, policy.waitFrom(expiry, obtainedAt)),
        now + left(base, expiry),
        renewAt);
  }

  private static long left(Instant now, Instant until) {
    return TokenClock.nanos(Duration.between(now, until));
  }

  /** Returns the same deadlines for the token with the API domain that the client has checked. */
  HeldToken with(AccessToken checked) {
    return new HeldToken(checked, obtainedAt, renewAt, waitAt, expiresAt, freshUntil);
  }

  /** Returns the same token, to be checked again in ten seconds or when it expires. */
  HeldToken withNextLookAfter(long now) {
    long again = now + Math.min(CHECK_AGAIN, expiresAt - now);
    return new HeldToken(token, obtainedAt, renewAt, waitAt, expiresAt, again);
  }

  boolean isOf(StoredToken.Issued issued) {
    return issued.value().equals(token.value()) && issued.expiresAt().equals(token.expiresAt());
  }

  boolean is(AccessToken other) {
    return token.value().equals(other.value());
  }

  /** Returns whether the token is returned without a renewal. */
  boolean isFresh(long now) {
    return now - freshUntil < 0;
  }

  boolean isDue(long now) {
    return now - renewAt >= 0;
  }

  /** Returns whether callers get the token while it is renewed. */
  boolean isBeforeWait(long now) {
    return now - waitAt < 0;
  }

  boolean isAlive(long now) {
    return now - expiresAt < 0;
  }

  Duration age(long now) {
    return Duration.ofNanos(now - obtainedAt);
  }

  /** Returns whether this is another token, which expires no earlier and has not expired. */
  boolean isBetterThan(AccessToken rejected, long now) {
    return isAlive(now) && !is(rejected) && !token.expiresAt().isBefore(rejected.expiresAt());
  }
}
