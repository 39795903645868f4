package io.github.zohooauth;

import java.time.Duration;
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
final class CachedToken implements TokenProvider, KnowsDataCenters {

  private static final CompletableFuture<@Nullable AccessToken> DROPPED = new CompletableFuture<>();

  private final ClientConfig client;
  private final Renewal renewal;
  private final UnaryOperator<CachedToken> readmission;
  private final Ticks ticks;
  private final TokenKey key;
  private final AtomicReference<Held> held = new AtomicReference<>(Held.nothing());
  private final AtomicReference<@Nullable CompletableFuture<@Nullable AccessToken>> flight =
      new AtomicReference<>();
  private volatile @Nullable Refusal refusal;
  private volatile RenewalNotes untold = RenewalNotes.NONE;

  /** Makes one that the cache brings back after it has dropped it, or what took its place. */
  CachedToken(
      ClientConfig client, Renewal renewal, TokenKey key, UnaryOperator<CachedToken> readmission) {
    this.client = client;
    this.renewal = renewal;
    this.readmission = readmission;
    this.ticks = client.ticks();
    this.key = key;
  }

  TokenKey key() {
    return key;
  }

  private Holding holding() {
    return new Holding(client, key);
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
      return Await.result(next(), client);
    } catch (TemporaryFailureException e) {
      return orAlive(e);
    }
  }

  @Override
  public CompletableFuture<AccessToken> getAccessTokenAsync() {
    try {
      Duration timeout = client.policy().callerTimeout();
      CompletableFuture<AccessToken> limited =
          client
              .pauses()
              .limit(next().copy(), timeout)
              .exceptionally(e -> orAlive(Await.failure(e, timeout, client.clientId())));
      // not in the application's executor, which may be what hangs
      return Completion.apart(limited, client.threads().handover());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** A token that has not expired is better than none. */
  private AccessToken orAlive(ZohoOAuthException failure) {
    Held now = held.get();
    if (failure instanceof TemporaryFailureException && holding().isAlive(now)) {
      return Objects.requireNonNull(now.token());
    }
    throw failure;
  }

  /** What a closer look finds: the token, while it is good, or else the flight to wait for. */
  private CompletableFuture<AccessToken> next() {
    CachedToken one = inCache();
    if (one != this) {
      return one.next();
    }
    Held seen = held.get();
    Held looked = seen.lookedAt(client.clock().millis(), ticks.now());
    AccessToken token = looked.token();
    boolean fresh = token != null && looked.time() < looked.renewFrom();
    if (fresh || looked.isMuchLaterThan(seen)) {
      held.compareAndSet(seen, looked);
    }
    if (token != null && (fresh || looked.time() < looked.waitFrom())) {
      if (!fresh && !client.isClosed()) {
        join(true);
      }
      return CompletableFuture.completedFuture(token);
    }
    client.requireOpen();
    return join(false).thenCompose(t -> t == null ? next() : CompletableFuture.completedFuture(t));
  }

  /** The flight under way, or a new one; it brings null if it was ended. */
  private CompletableFuture<@Nullable AccessToken> join(boolean beside) {
    CompletableFuture<@Nullable AccessToken> mine = new CompletableFuture<>();
    CompletableFuture<@Nullable AccessToken> other = flight.compareAndExchange(null, mine);
    if (other == DROPPED) {
      return inCache().join(beside);
    }
    if (other != null) {
      return other;
    }
    Held before = held.get();
    Flight next = new Flight(client, renewal, key, () -> holding().rejected(held.get()), untold);
    try {
      takeOff(mine, next, before, beside);
    } catch (Throwable e) { // the executor refuses, or has no thread left
      land(mine, before, next, null, e);
    }
    return mine;
  }

  private void takeOff(
      CompletableFuture<@Nullable AccessToken> mine, Flight next, Held before, boolean beside) {
    long now = holding().timeFor(before);
    Refusal refused = refusal;
    if (before.token() != null && now < before.renewFrom()) {
      land(mine, before, next, before, null); // another flight landed since the caller looked
    } else if (refused != null && refused.stands(client)) {
      land(mine, before, next, null, refused.failure());
    } else {
      next.takeOff(beside)
          .thenApply(stored -> holding().of(stored, held.get()))
          .whenComplete((landed, failure) -> land(mine, before, next, landed, failure));
    }
  }

  private void land(
      CompletableFuture<@Nullable AccessToken> mine,
      Held from,
      Flight landed,
      @Nullable Held next,
      @Nullable Throwable cause) {
    try {
      ZohoOAuthException failure = cause == null ? null : Await.known(cause, client.clientId());
      Held before;
      Held after;
      do {
        before = held.get();
        after = next != null ? next : before.prolonged(holding().timeFor(before), landed.ended());
        if (flight.get() != mine || before.hasRejectedSince(from, after)) {
          // an exchange, revocation or rejection since take-off has ended this flight, and wins
          flight.compareAndSet(mine, null);
          mine.complete(null);
          return;
        }
      } while (!held.compareAndSet(before, after));
      if (flight.get() == mine) {
        untold = landed.untold();
        refusal = Refusal.of(failure, refusal, held.get().rejected(), client);
        flight.compareAndSet(mine, null);
      }
      if (failure != null && !holding().isAlive(after)) {
        throw failure;
      }
      if (failure != null) {
        client.events().kept(key, failure);
      }
      mine.complete(Objects.requireNonNull(after.token()));
    } catch (Throwable e) { // the failure, or that of a clock
      flight.compareAndSet(mine, null);
      mine.completeExceptionally(e);
    }
  }

  /** Takes what an exchange brought: it wins over any flight that is under way. */
  void adopt(StoredToken stored) {
    restart(holding().of(stored, held.get()));
  }

  /** Forgets the token, also one that a flight under way may still bring. */
  void forget() {
    restart(Held.nothing());
  }

  private void restart(Held next) {
    letFly();
    held.set(next);
    refusal = null;
    untold = RenewalNotes.NONE;
  }

  /** Whoever waits for a flight under way asks again when it lands. */
  private void letFly() {
    flight.updateAndGet(now -> now == DROPPED ? now : null);
  }

  @Override
  public void invalidate(AccessToken refused) {
    Objects.requireNonNull(refused, "rejected");
    CachedToken one = inCache();
    if (one != this) {
      one.invalidate(refused);
      return;
    }
    Held before = held.getAndUpdate(seen -> seen.without(refused));
    if (!before.equals(before.without(refused))) { // or else another token has taken its place
      letFly();
    }
  }

  /** The object that answers for this key: this one, unless the cache has dropped it. */
  private CachedToken inCache() {
    return flight.get() == DROPPED ? readmission.apply(this) : this;
  }

  /** Whether nothing would be lost with it. */
  boolean isSpent() {
    return flight.get() == null
        && !holding().isAlive(held.get())
        && !Refusal.isInForce(refusal, client)
        && untold.isNothing();
  }

  /** Leaves the cache, unless a flight is under way. */
  boolean leave() {
    boolean left = flight.compareAndSet(null, DROPPED);
    if (left) {
      held.set(Held.nothing());
    }
    return left;
  }

  CachedToken comeBack() {
    flight.compareAndSet(DROPPED, null);
    return this;
  }
}
