package io.github.zohooauth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One key's access token in memory, and the flight that renews it, if one is under way.
 *
 * <p>A good token costs one volatile read and one clock read. The refresh token is not held.
 */
final class CachedToken implements TokenProvider, KnowsDataCenters {

  private static final Logger LOG = System.getLogger("io.github.zohooauth");

  /** How long this object does not ask again what only another configuration can change. */
  private static final Duration REMEMBER_MISCONFIGURATION = Duration.ofSeconds(60);

  /** In place of a flight: the cache has dropped this object. */
  private static final CompletableFuture<AccessToken> GONE = new CompletableFuture<>();

  /** Why there is no new token, and until which epoch millisecond asking again is in vain. */
  private record Refusal(ZohoOAuthException failure, long until) {}

  private final TokenCache cache;
  private final ClientConfig client;
  private final Ticks ticks;
  private final TokenKey key;
  private final AtomicReference<Held> held = new AtomicReference<>(Held.NOTHING);
  private final AtomicReference<@Nullable CompletableFuture<AccessToken>> flight =
      new AtomicReference<>();
  private volatile @Nullable Refusal refusal;
  private volatile RenewalNotes untold = RenewalNotes.NONE;

  CachedToken(TokenCache cache, TokenKey key) {
    this.cache = cache;
    this.client = cache.client();
    this.ticks = client.ticks();
    this.key = key;
  }

  TokenKey key() {
    return key;
  }

  @Override
  public DataCenters dataCenters() {
    return client.dataCenters();
  }

  @Override
  public AccessToken getAccessToken() {
    Held now = held.get();
    AccessToken token = now.token();
    if (token != null && ticks.now() - now.recheckAt() < 0) {
      return token;
    }
    try {
      return Await.result(next(), client.policy().callerTimeout(), client.clientId());
    } catch (TemporaryFailureException e) {
      return orAlive(e);
    }
  }

  @Override
  public CompletableFuture<AccessToken> getAccessTokenAsync() {
    try {
      Duration timeout = client.policy().callerTimeout();
      return client
          .pauses()
          .limit(next().copy(), timeout)
          .exceptionally(e -> orAlive(Await.failure(e, timeout, client.clientId())));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** A token that has not expired is better than none. */
  private AccessToken orAlive(ZohoOAuthException failure) {
    Held now = held.get();
    if (failure instanceof TemporaryFailureException && now.isAlive(timeFor(now))) {
      return Objects.requireNonNull(now.token());
    }
    throw failure;
  }

  private long timeFor(Held now) {
    return now.later(client.clock().millis(), ticks.now());
  }

  /** What a closer look finds: the token, while it is good, or else the flight to wait for. */
  private CompletableFuture<AccessToken> next() {
    CachedToken one = inCache();
    if (one != this) {
      return one.next();
    }
    Held seen = held.get();
    long ticksNow = ticks.now();
    long now = seen.later(client.clock().millis(), ticksNow);
    if (seen.token() != null && now < seen.renewFrom()) {
      held.compareAndSet(seen, seen.checked(now, ticksNow));
      return CompletableFuture.completedFuture(seen.token());
    }
    if (seen.token() != null && now < seen.waitFrom()) {
      if (!client.isClosed()) {
        join(true);
      }
      return CompletableFuture.completedFuture(seen.token());
    }
    client.requireOpen();
    return join(false);
  }

  private CompletableFuture<AccessToken> join(boolean beside) {
    CompletableFuture<AccessToken> mine = new CompletableFuture<>();
    CompletableFuture<AccessToken> other = flight.compareAndExchange(null, mine);
    if (other == GONE) {
      return inCache().join(beside);
    }
    if (other != null) {
      return other;
    }
    Held before = held.get();
    Flight next = new Flight(client, cache.renewal(), key, this::rejected, untold);
    try {
      takeOff(mine, next, before, beside);
    } catch (Throwable e) { // the executor refuses, or has no thread left
      land(mine, next, null, e);
    }
    return mine;
  }

  private void takeOff(
      CompletableFuture<AccessToken> mine, Flight next, Held before, boolean beside) {
    long now = timeFor(before);
    Refusal refused = refusal;
    if (before.token() != null && now < before.renewFrom()) {
      land(mine, next, before, null); // another flight landed since the caller looked
    } else if (refused != null && client.clock().millis() < refused.until()) {
      land(mine, next, null, refused.failure());
    } else {
      next.takeOff(beside)
          .thenApply(this::hold)
          .whenComplete((landed, failure) -> land(mine, next, landed, failure));
    }
  }

  private void land(
      CompletableFuture<AccessToken> mine,
      Flight landed,
      @Nullable Held next,
      @Nullable Throwable cause) {
    ZohoOAuthException failure = cause == null ? null : Await.known(cause, client.clientId());
    Held before;
    Held after;
    do {
      before = held.get();
      after = next != null ? next : before.prolonged(timeFor(before));
      // An exchange, revocation or rejection since take-off has ended this flight, and wins.
    } while (flight.get() == mine && !held.compareAndSet(before, after));
    if (flight.get() == mine) {
      untold = landed.untold();
      remember(failure);
      flight.compareAndSet(mine, null);
    }
    AccessToken token = after.token();
    if (token != null && (failure == null || after.isAlive(timeFor(after)))) {
      if (failure != null) {
        LOG.log(Level.WARNING, "{0} keeps its token for now: {1}", key, failure.getMessage());
      }
      mine.complete(token);
    } else {
      mine.completeExceptionally(
          failure != null ? failure : new IllegalStateException("a flight without an end"));
    }
  }

  /** Asking again would only be refused again, also where the store could not note it. */
  private void remember(@Nullable ZohoOAuthException failure) {
    Instant now = client.clock().instant();
    Rejected rejected = held.get().rejected();
    if (failure instanceof RateLimitedException limited) {
      refusal = new Refusal(limited, limited.until().toEpochMilli());
    } else if (failure instanceof ConfigurationException misconfigured
        && (rejected == null || !rejected.isYoung(now))) {
      refusal = new Refusal(misconfigured, now.plus(REMEMBER_MISCONFIGURATION).toEpochMilli());
    } else {
      refusal = null;
    }
  }

  /** The token that a flight may not bring back; null if there is none such. */
  private @Nullable Rejected rejected() {
    Held now = held.get();
    AccessToken token = now.token();
    if (token == null) {
      return now.rejected();
    }
    boolean dueByRunningTime = timeFor(now) >= now.renewFrom();
    boolean dueByWallClock = client.clock().millis() >= now.renewFrom();
    return dueByRunningTime && !dueByWallClock ? Rejected.byRunningTime(token) : null;
  }

  private Held hold(StoredToken stored) {
    AccessToken token = stored.accessToken().orElseThrow();
    DataCenter dataCenter = client.dataCenters().of(stored);
    URI apiDomain = client.apiDomain().rule(token.apiDomain().toString(), key.owner(), dataCenter);
    AccessToken ruled =
        apiDomain.equals(token.apiDomain())
            ? token
            : new AccessToken(token.value(), token.expiresAt(), token.scopes(), apiDomain);
    Instant obtainedAt = stored.obtainedAt().orElse(Instant.EPOCH);
    Held loaded = Held.of(ruled, obtainedAt, client.policy(), client.clock().millis(), ticks.now());
    Held due = loaded.sinceWhen(held.get());
    long now = timeFor(due);
    return now < due.renewFrom() ? due.checked(now, loaded.ticks()) : due.prolonged(now);
  }

  /** Takes what an exchange brought: it wins over any flight that is under way. */
  void adopt(StoredToken stored) {
    restart(hold(stored));
  }

  /** Forgets the token, also one that a flight under way may still bring. */
  void forget() {
    restart(Held.NOTHING);
  }

  private void restart(Held next) {
    letFly();
    held.set(next);
    refusal = null;
    untold = RenewalNotes.NONE;
  }

  /** A flight under way is its callers' own from now on. */
  private void letFly() {
    flight.updateAndGet(now -> now == GONE ? now : null);
  }

  @Override
  public void invalidate(AccessToken refused) {
    Objects.requireNonNull(refused, "rejected");
    CachedToken one = inCache();
    if (one != this) {
      one.invalidate(refused);
      return;
    }
    Held seen = held.get();
    AccessToken token = seen.token();
    boolean concerned =
        token == null ? seen.rejected() == null : token.value().equals(refused.value());
    Instant since = token == null ? Instant.EPOCH : Instant.ofEpochMilli(seen.obtainedAt());
    if (!concerned) {
      return; // another token has taken its place, or another thread was first
    }
    if (held.compareAndSet(seen, Held.rejecting(refused, since))) {
      letFly();
    } else {
      invalidate(refused);
    }
  }

  /** The object that answers for this key: this one, unless the cache has dropped it. */
  private CachedToken inCache() {
    return flight.get() == GONE ? cache.add(this) : this;
  }

  /** Whether nothing would be lost with it. */
  boolean isSpent() {
    Held now = held.get();
    Refusal refused = refusal;
    return flight.get() == null
        && !now.isAlive(timeFor(now))
        && (refused == null || client.clock().millis() >= refused.until())
        && untold.equals(RenewalNotes.NONE);
  }

  /** Leaves the cache, unless a flight is under way. */
  boolean leave() {
    boolean left = flight.compareAndSet(null, GONE);
    if (left) {
      held.set(Held.NOTHING);
    }
    return left;
  }

  CachedToken comeBack() {
    flight.compareAndSet(GONE, null);
    return this;
  }
}
