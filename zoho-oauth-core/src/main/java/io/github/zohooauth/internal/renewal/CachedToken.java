package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Ticks;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one key in memory, and its renewal in progress, if there is one.
 *
 * <p>Returning a fresh token costs one volatile read and one clock read. The refresh token is not
 * kept in memory.
 */
public final class CachedToken implements TokenProvider {

  private static final SharedRenewal EVICTED = new SharedRenewal(null);

  private final RenewalContext client;
  private final RenewalStrategy renewal;
  private final UnaryOperator<CachedToken> readmission;
  private final Ticks ticks;
  private final TokenKey key;
  private final AtomicReference<HeldToken> held = new AtomicReference<>(HeldToken.nothing());
  private final AtomicReference<@Nullable SharedRenewal> inProgress = new AtomicReference<>();
  private volatile LastRenewal last = LastRenewal.none();

  /**
   * Makes an entry.
   *
   * @param readmission puts an evicted entry back into the cache, or returns the entry that has
   *     replaced it
   */
  public CachedToken(
      RenewalContext client,
      RenewalStrategy renewal,
      TokenKey key,
      UnaryOperator<CachedToken> readmission) {
    this.client = client;
    this.renewal = renewal;
    this.readmission = readmission;
    this.ticks = client.ticks();
    this.key = key;
  }

  public TokenKey key() {
    return key;
  }

  private Holding holding() {
    return new Holding(client, key);
  }

  @Override
  public AccessToken getAccessToken() {
    HeldToken now = held.get();
    AccessToken token = now.token();
    if (token != null && ticks.now() - now.recheckAt() < 0) {
      return token;
    }
    try {
      return client.callers().await(next());
    } catch (TemporaryFailureException e) {
      return holding().orHeldToken(held.get(), e);
    }
  }

  @Override
  public CompletableFuture<AccessToken> getAccessTokenAsync() {
    return client.callers().later(this::next, e -> holding().orHeldToken(held.get(), e));
  }

  @Override
  public AccessToken replaceRejected(AccessToken rejected) {
    Objects.requireNonNull(rejected, "rejected");
    try {
      return client.callers().await(replacement(rejected));
    } catch (ZohoOAuthException e) {
      return holding().orSame(rejected, e);
    }
  }

  @Override
  public CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
    Objects.requireNonNull(rejected, "rejected");
    return client.callers().later(() -> replacement(rejected), e -> holding().orSame(rejected, e));
  }

  /**
   * Reads both clocks. Returns the token if it is usable, and otherwise the renewal to wait for.
   */
  private CompletableFuture<AccessToken> next() {
    CachedToken one = inCache();
    if (one != this) {
      return one.next();
    }
    HeldToken seen = held.get();
    HeldToken looked = seen.lookedAt(client.clock().millis(), ticks.now());
    AccessToken token = looked.token();
    boolean fresh = token != null && looked.time() < looked.renewFrom();
    if (fresh || looked.isMuchLaterThan(seen)) {
      held.compareAndSet(seen, looked);
    }
    if (token != null && (fresh || looked.time() < looked.waitFrom())) {
      if (!fresh && !client.isClosed()) {
        join(true, null);
      }
      return CompletableFuture.completedFuture(token);
    }
    client.requireOpen();
    return join(false, null)
        .thenCompose(t -> t == null ? next() : CompletableFuture.completedFuture(t));
  }

  /** Returns a newer token than the rejected one, or the result of a renewal. */
  private CompletableFuture<AccessToken> replacement(AccessToken rejected) {
    CachedToken one = inCache();
    if (one != this) {
      return one.replacement(rejected);
    }
    if (holding().isNewer(held.get(), rejected)) {
      return next();
    }
    client.requireOpen();
    SharedRenewal joined = join(false, rejected);
    return joined.thenCompose(
        token ->
            token == null || (token.value().equals(rejected.value()) && !joined.replaces(rejected))
                ? replacement(rejected)
                : CompletableFuture.completedFuture(token));
  }

  /** Joins the renewal in progress, or starts one. */
  private SharedRenewal join(boolean beside, @Nullable AccessToken rejected) {
    SharedRenewal mine = new SharedRenewal(rejected);
    SharedRenewal other = inProgress.compareAndExchange(null, mine);
    if (other == EVICTED) {
      return inCache().join(beside, rejected);
    }
    if (other != null && !other.isAbandoned(client.policy().longestRenewal())) {
      return other;
    }
    if (other != null) {
      inProgress.compareAndSet(other, null);
      other.complete(null); // its callers ask again
      return join(beside, rejected);
    }
    try {
      start(mine, beside);
    } catch (Throwable e) { // such as if no memory is left
      inProgress.compareAndSet(mine, null);
      mine.completeExceptionally(e);
    }
    return mine;
  }

  private void start(SharedRenewal mine, boolean beside) {
    AccessToken rejected = mine.rejected();
    HeldToken before = held.get();
    RenewalTask next = last.next(holding(), renewal, held::get, rejected);
    ZohoOAuthException refusal = last.refusalInForce(client);
    if (rejected == null ? holding().isFresh(before) : holding().isNewer(before, rejected)) {
      complete(mine, next, before, null); // another renewal has completed meanwhile
    } else if (rejected == null && refusal != null) {
      complete(mine, next, null, refusal);
    } else {
      next.start(beside)
          .thenApply(stored -> stored == null ? held.get() : holding().of(stored, held.get()))
          .whenComplete((ended, failure) -> complete(mine, next, ended, failure));
    }
    mine.begin();
  }

  private void complete(
      SharedRenewal mine, RenewalTask ended, @Nullable HeldToken next, @Nullable Throwable cause) {
    try {
      ZohoOAuthException failure = cause == null ? null : client.callers().known(cause);
      HeldToken before;
      HeldToken after;
      do {
        before = held.get();
        after =
            failure == null
                ? Objects.requireNonNull(next)
                : holding().afterFailure(before, failure, mine.rejected(), ended.ended());
        if (inProgress.get() != mine) { // an exchange or a revocation wins
          mine.complete(null);
          return;
        }
      } while (!held.compareAndSet(before, after));
      boolean isNews = failure == null || failure != last.refusalInForce(client);
      if (inProgress.get() == mine) {
        last = last.then(ended, failure, client);
        inProgress.compareAndSet(mine, null);
      }
      boolean alive = failure == null || holding().isAlive(after);
      if (failure != null && isNews && (alive || ended.hasTried())) {
        client.events().ended(key, failure, alive);
      }
      if (!alive) {
        throw Objects.requireNonNull(failure);
      }
      mine.complete(Objects.requireNonNull(after.token()));
    } catch (Throwable e) { // the failure above, or one of the application's clock
      inProgress.compareAndSet(mine, null);
      mine.completeExceptionally(e);
    }
  }

  /** Takes the token of an exchange, which wins over a renewal in progress. */
  public void adopt(StoredToken stored) {
    restart(holding().of(stored, held.get()));
  }

  /** Forgets the token, and ignores the result of a renewal in progress. */
  public void forget() {
    restart(HeldToken.nothing());
  }

  private void restart(HeldToken next) {
    detach();
    held.set(next);
    last = LastRenewal.none();
  }

  /** Detaches the renewal in progress. Its waiters ask again when it completes. */
  private void detach() {
    inProgress.updateAndGet(now -> now == EVICTED ? now : null);
  }

  /** Returns the entry of this key in the cache, which is this one unless it was evicted. */
  private CachedToken inCache() {
    return inProgress.get() == EVICTED ? readmission.apply(this) : this;
  }

  /** Returns whether nothing is lost if this entry is evicted. */
  boolean isSpent() {
    return inProgress.get() == null && !holding().isAlive(held.get()) && last.isNothing(client);
  }

  /** Marks this entry as evicted, unless a renewal is in progress. */
  boolean evict() {
    boolean evicted = inProgress.compareAndSet(null, EVICTED);
    if (evicted) {
      held.set(HeldToken.nothing());
    }
    return evicted;
  }

  CachedToken reinstate() {
    inProgress.compareAndSet(EVICTED, null);
    return this;
  }
}
