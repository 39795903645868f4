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
 * One key's access token in memory, and the flight that renews it, if one is under way.
 *
 * <p>A good token costs one volatile read and one clock read. The refresh token is not held.
 */
public final class CachedToken implements TokenProvider {

  private static final SharedRenewal DROPPED = new SharedRenewal(null);

  private final RenewalContext client;
  private final RenewalStrategy renewal;
  private final UnaryOperator<CachedToken> readmission;
  private final Ticks ticks;
  private final TokenKey key;
  private final AtomicReference<HeldToken> held = new AtomicReference<>(HeldToken.nothing());
  private final AtomicReference<@Nullable SharedRenewal> flight = new AtomicReference<>();
  private volatile LastRenewal last = LastRenewal.none();

  /** Makes one that the cache brings back after it has dropped it, or what took its place. */
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
      return holding().orAlive(held.get(), e);
    }
  }

  @Override
  public CompletableFuture<AccessToken> getAccessTokenAsync() {
    return client.callers().later(this::next, e -> holding().orAlive(held.get(), e));
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

  /** What a closer look finds: the token, while it is good, or else the flight to wait for. */
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

  /** A later token than the rejected one, or the end of a renewal that looks for one. */
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

  /** The renewal in progress, or a new one. */
  private SharedRenewal join(boolean beside, @Nullable AccessToken rejected) {
    SharedRenewal mine = new SharedRenewal(rejected);
    SharedRenewal other = flight.compareAndExchange(null, mine);
    if (other == DROPPED) {
      return inCache().join(beside, rejected);
    }
    if (other != null && !other.isAbandoned(client.policy().longestRenewal())) {
      return other;
    }
    if (other != null) {
      flight.compareAndSet(other, null);
      other.complete(null); // its callers ask again
      return join(beside, rejected);
    }
    try {
      takeOff(mine, beside);
    } catch (Throwable e) { // too little stack or memory is left
      flight.compareAndSet(mine, null);
      mine.completeExceptionally(e);
    }
    return mine;
  }

  private void takeOff(SharedRenewal mine, boolean beside) {
    AccessToken rejected = mine.rejected();
    HeldToken before = held.get();
    RenewalTask next = last.next(holding(), renewal, held::get, rejected);
    ZohoOAuthException refusal = last.refusalInForce(client);
    if (rejected == null ? holding().isFresh(before) : holding().isNewer(before, rejected)) {
      land(mine, next, before, null); // another renewal ended since the caller looked
    } else if (rejected == null && refusal != null) {
      land(mine, next, null, refusal);
    } else {
      next.takeOff(beside)
          .thenApply(stored -> stored == null ? held.get() : holding().of(stored, held.get()))
          .whenComplete((landed, failure) -> land(mine, next, landed, failure));
    }
    mine.begin();
  }

  private void land(
      SharedRenewal mine, RenewalTask landed, @Nullable HeldToken next, @Nullable Throwable cause) {
    try {
      ZohoOAuthException failure = cause == null ? null : client.callers().known(cause);
      HeldToken before;
      HeldToken after;
      do {
        before = held.get();
        after =
            failure == null
                ? Objects.requireNonNull(next)
                : holding().afterFailure(before, failure, mine.rejected(), landed.ended());
        if (flight.get() != mine) { // an exchange or a revocation has ended it, and wins
          mine.complete(null);
          return;
        }
      } while (!held.compareAndSet(before, after));
      boolean isNews = failure == null || failure != last.refusalInForce(client);
      if (flight.get() == mine) {
        last = last.then(landed, failure, client);
        flight.compareAndSet(mine, null);
      }
      boolean alive = failure == null || holding().isAlive(after);
      if (failure != null && isNews && (alive || landed.hasTried())) {
        client.events().ended(key, failure, alive);
      }
      if (!alive) {
        throw Objects.requireNonNull(failure);
      }
      mine.complete(Objects.requireNonNull(after.token()));
    } catch (Throwable e) { // the failure, or that of a clock
      flight.compareAndSet(mine, null);
      mine.completeExceptionally(e);
    }
  }

  /** Takes what an exchange brought: it wins over any flight that is under way. */
  public void adopt(StoredToken stored) {
    restart(holding().of(stored, held.get()));
  }

  /** Forgets the token, also one that a flight under way may still bring. */
  public void forget() {
    restart(HeldToken.nothing());
  }

  private void restart(HeldToken next) {
    letFly();
    held.set(next);
    last = LastRenewal.none();
  }

  /** Whoever waits for a flight under way asks again when it lands. */
  private void letFly() {
    flight.updateAndGet(now -> now == DROPPED ? now : null);
  }

  /** The object that answers for this key: this one, unless the cache has dropped it. */
  private CachedToken inCache() {
    return flight.get() == DROPPED ? readmission.apply(this) : this;
  }

  /** Whether nothing would be lost with it. */
  boolean isSpent() {
    return flight.get() == null && !holding().isAlive(held.get()) && last.isNothing(client);
  }

  /** Leaves the cache, unless a flight is under way. */
  boolean leave() {
    boolean left = flight.compareAndSet(null, DROPPED);
    if (left) {
      held.set(HeldToken.nothing());
    }
    return left;
  }

  CachedToken comeBack() {
    flight.compareAndSet(DROPPED, null);
    return this;
  }
}
