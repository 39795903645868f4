package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.store.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that one key has in memory. It is replaced as a whole, so one compare-and-set decides every
 * race.
 *
 * @param held the latest token, which may have expired; null if there is none
 * @param renewal the latest renewal; null if it is complete and nothing waits for it
 * @param cachedFailure the failure that a new token call would only repeat; null if a new token
 *     call may help
 * @param unsaved the history that the store does not have, which all renewals share
 */
record TokenState(
    @Nullable HeldToken held,
    @Nullable RenewalTask renewal,
    @Nullable CachedFailure cachedFailure,
    UnsavedHistory unsaved) {

  /** The state of an entry that is no longer in the cache. */
  static final TokenState EVICTED = holding(null);

  /** Returns a state without a renewal or a failure, such as after an exchange or a revocation. */
  static TokenState holding(@Nullable HeldToken held) {
    return new TokenState(held, null, null, new UnsavedHistory());
  }

  @SuppressWarnings("ReferenceEquality") // the one state of all evicted entries
  boolean isEvicted() {
    return this == EVICTED;
  }

  /** Returns the renewal that callers can join; null if there is none. */
  @Nullable RenewalTask inProgress() {
    return renewal == null || renewal.isDoneOrStuck() ? null : renewal;
  }

  /**
   * Returns the token that callers get without a wait; null if they wait for a renewal. Near its
   * end they get it only while a token call would fail again.
   */
  @Nullable HeldToken served(long now) {
    if (held == null || held.isFresh(now) || held.isBeforeWait(now)) {
      return held;
    }
    return failureAt(now) != null ? living(now) : null;
  }

  /** Returns the token if it has not expired; otherwise null. */
  @Nullable HeldToken living(long now) {
    return held != null && held.isAlive(now) ? held : null;
  }

  /** Returns the cached failure, while a token call would fail again; otherwise null. */
  @Nullable ZohoOAuthException failureAt(long now) {
    return cachedFailure != null && cachedFailure.isInForce(now) ? cachedFailure.failure : null;
  }

  /** Returns the end of the last wait that has passed in memory; null if there was none. */
  @Nullable Instant endedWaitUntil(long now) {
    return cachedFailure != null && !cachedFailure.isInForce(now) ? cachedFailure.retryAt() : null;
  }

  /** Says what the renewal that callers wait for waits for itself; empty if for nothing. */
  String waitReason() {
    return renewal == null ? "" : renewal.waitReason();
  }

  void abandonRenewal() {
    if (renewal != null) {
      renewal.abandon();
    }
  }

  TokenState with(@Nullable RenewalTask started) {
    return new TokenState(held, started, cachedFailure, unsaved);
  }

  TokenState with(@Nullable HeldToken token) {
    return new TokenState(token, renewal, cachedFailure, unsaved);
  }

  /**
   * Returns the state after a renewal.
   *
   * @param record what it returned; null if the token in memory stays
   */
  TokenState renewed(@Nullable StoredToken record, RenewalContext client, TokenOwner owner) {
    HeldToken next =
        record == null
            ? Objects.requireNonNull(held)
            : HeldToken.withCheckedApiDomain(record, held, client, owner);
    long now = client.clock().elapsedExact();
    HeldToken checked = next.isFresh(now) ? next : next.withNextLookAfter(now);
    return new TokenState(checked, null, null, unsaved);
  }

  /** Returns the state after a renewal that failed. A living token stays in service. */
  TokenState failed(ZohoOAuthException cause, RenewalTask task, TokenClock clock) {
    long now = clock.elapsedExact();
    AccessToken rejected = task.rejected();
    HeldToken living = living(now);
    HeldToken next = living;
    if (living == null) {
      HeldToken last = task.steps().lastToken();
      boolean isExpired = last != null && !last.isAlive(now);
      next = isExpired ? last : held; // remembered, so that a clock set back does not revive it
    } else if (rejected == null) {
      next = living.withNextLookAfter(now);
    } else if (cause instanceof AuthorizationRequiredException && living.is(rejected)) {
      next = null; // the store has no token of this owner, and an API rejected this one
    }
    CachedFailure cached =
        task.steps().isOfSecret()
            ? new CachedFailure(cause, now) // for the status; the secret may change at any time
            : CachedFailure.of(cause, cachedFailure, clock);
    return new TokenState(next, null, cached, unsaved);
  }

  @SuppressWarnings("ReferenceEquality") // the same exception object
  boolean hasCached(ZohoOAuthException cause) {
    return cachedFailure != null && cachedFailure.failure == cause;
  }

  /** Returns whether nothing is lost if the entry is evicted. */
  boolean isSafeToEvict(long now) {
    return inProgress() == null
        && living(now) == null
        && failureAt(now) == null
        && unsaved.get().equals(RenewalHistory.NONE);
  }

  /**
   * What a caller gets: the token in memory, or a renewal to wait for. One of the two is null.
   *
   * @param rejected the token that an API rejected, if the caller waits for another; or null
   */
  record TokenOrRenewal(
      @Nullable AccessToken token, @Nullable RenewalTask renewal, @Nullable AccessToken rejected) {

    /** Returns the token of the renewal; null if the caller has to ask again. */
    @Nullable AccessToken answer(@Nullable AccessToken renewed) {
      boolean isSame =
          rejected != null && renewed != null && renewed.value().equals(rejected.value());
      boolean isAnswer = !isSame || (renewal != null && renewal.replaces(rejected));
      return isAnswer ? renewed : null;
    }
  }

  /**
   * A failure of renewal that a new call would only repeat.
   *
   * @param until the end, by elapsed time
   */
  record CachedFailure(ZohoOAuthException failure, long until) {

    /** The time for which a configuration failure is cached. */
    private static final Duration MISCONFIGURATION = Duration.ofSeconds(60);

    /** Returns the failure to cache, or null. The same failure keeps its end. */
    @SuppressWarnings("ReferenceEquality") // the same exception object
    static @Nullable CachedFailure of(
        ZohoOAuthException failure, @Nullable CachedFailure before, TokenClock clock) {
      if (before != null && before.failure == failure) {
        return before;
      }
      if (failure instanceof RateLimitedException limited) {
        Duration left = Duration.between(clock.instant(), limited.retryAt());
        return new CachedFailure(failure, clock.elapsedExact() + TokenClock.nanos(left));
      }
      return failure instanceof ConfigurationException
          ? new CachedFailure(failure, clock.elapsedExact() + MISCONFIGURATION.toNanos())
          : null;
    }

    boolean isInForce(long now) {
      return now - until < 0;
    }

    @Nullable Instant retryAt() {
      return failure instanceof RateLimitedException limited ? limited.retryAt() : null;
    }
  }
}
