package io.github.zohooauth.internal.renewal;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.internal.runtime.TokenClock;
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
 * <p>A fresh token costs one volatile read and one clock read. The refresh token is not kept.
 */
public final class CachedToken implements TokenProvider {

  private final RenewalContext client;
  private final RenewalStrategy strategy;
  private final TokenKey key;
  private final UnaryOperator<CachedToken> readmission;
  private final TokenClock clock;
  private final AtomicReference<TokenState> state = new AtomicReference<>(TokenState.holding(null));

  public CachedToken(
      RenewalContext client,
      RenewalStrategy strategy,
      TokenKey key,
      UnaryOperator<CachedToken> readmission) {
    this.client = client;
    this.strategy = strategy;
    this.key = key;
    this.readmission = readmission;
    this.clock = client.clock();
  }

  public TokenKey key() {
    return key;
  }

  @Override
  public AccessToken getAccessToken() {
    HeldToken held = state.get().held();
    if (held != null && held.isFresh(clock.elapsed())) {
      return held.token();
    }
    try {
      return await(null);
    } catch (TemporaryFailureException e) {
      return orHeldToken(e);
    }
  }

  @Override
  public CompletableFuture<AccessToken> getAccessTokenAsync() {
    return client
        .callers()
        .later(() -> tokenLater(null), () -> state.get().waitReason(), this::orHeldToken);
  }

  @Override
  public AccessToken replaceRejected(AccessToken rejected) {
    try {
      return await(Objects.requireNonNull(rejected, "rejected"));
    } catch (ZohoOAuthException e) {
      return orSame(rejected, e);
    }
  }

  @Override
  public CompletableFuture<AccessToken> replaceRejectedAsync(AccessToken rejected) {
    Objects.requireNonNull(rejected, "rejected");
    return client
        .callers()
        .later(
            () -> tokenLater(rejected), () -> state.get().waitReason(), e -> orSame(rejected, e));
  }

  /** Returns the token in memory if the failure is temporary and the token has not expired. */
  private AccessToken orHeldToken(ZohoOAuthException failure) {
    HeldToken living = state.get().living(clock.elapsedExact());
    if (living != null && failure instanceof TemporaryFailureException) {
      return living.token();
    }
    throw failure;
  }

  /** Returns the rejected token, unless it has expired or a person must act. */
  private AccessToken orSame(AccessToken rejected, ZohoOAuthException failure) {
    boolean lives = clock.instant().isBefore(rejected.expiresAt());
    if (lives && !(failure instanceof AuthorizationRequiredException)) {
      return rejected;
    }
    throw failure;
  }

  /** Waits on the caller's thread. All threads share one future, so that the last is not late. */
  private AccessToken await(@Nullable AccessToken rejected) {
    long begun = System.nanoTime();
    while (true) {
      TokenState.TokenOrRenewal next = tokenOrRenewal(rejected);
      RenewalTask renewal = next.renewal();
      AccessToken token = next.token();
      if (renewal != null) {
        SharedResult result = renewal.result();
        renewal.arrive();
        try {
          token = next.answer(client.callers().await(result.future(), begun, renewal::waitReason));
        } finally {
          result.leave();
        }
      }
      if (token != null) {
        return token;
      }
    }
  }

  private CompletableFuture<AccessToken> tokenLater(@Nullable AccessToken rejected) {
    TokenState.TokenOrRenewal next = tokenOrRenewal(rejected);
    RenewalTask renewal = next.renewal();
    if (renewal == null) {
      return completedFuture(Objects.requireNonNull(next.token()));
    }
    return Futures.compose(
        renewal.join(),
        renewed -> {
          AccessToken token = next.answer(renewed);
          return token == null ? tokenLater(rejected) : completedFuture(token);
        });
  }

  private TokenState.TokenOrRenewal tokenOrRenewal(@Nullable AccessToken rejected) {
    TokenState seen = state.get();
    if (seen.isEvicted()) {
      return readmission.apply(this).tokenOrRenewal(rejected);
    }
    long time = clock.elapsed();
    HeldToken held = seen.held();
    boolean replaces = rejected != null && (held == null || !held.isBetterThan(rejected, time));
    HeldToken served = replaces ? null : seen.served(time);
    if (served != null) {
      renewIfDue(seen, served, time);
      return new TokenState.TokenOrRenewal(served.token(), null, null);
    }
    client.requireOpen();
    RenewalTask running = seen.inProgress();
    ZohoOAuthException failure = seen.failureAt(time);
    if (running == null && failure != null && !replaces) {
      throw Failures.copy(failure);
    }
    AccessToken replaced = replaces ? rejected : null;
    return new TokenState.TokenOrRenewal(
        null, running != null ? running : start(seen, replaced, false), replaced);
  }

  private void renewIfDue(TokenState seen, HeldToken held, long time) {
    boolean isDue = !held.isFresh(time) && !client.isClosed();
    if (isDue && seen.failureAt(time) != null) {
      state.compareAndSet(seen, seen.with(held.withNextLookAfter(time)));
    } else if (isDue && seen.inProgress() == null) {
      RenewalTask unused = start(seen, null, true);
    }
  }

  /** Starts a renewal. If the state has changed, it starts none, and its callers ask again. */
  private RenewalTask start(TokenState seen, @Nullable AccessToken rejected, boolean isBackground) {
    RenewalTask task =
        new RenewalTask(RenewalInput.of(client, strategy, key, seen, rejected), isBackground);
    if (!state.compareAndSet(seen, seen.with(task))) {
      task.result().complete(null);
      return task;
    }
    seen.abandonRenewal();
    try {
      task.start((record, failure) -> complete(task, record, failure));
    } catch (Throwable e) { // such as if no memory is left
      task.result().fail(e);
      task.abandon();
    }
    return task;
  }

  private void complete(RenewalTask task, @Nullable StoredToken next, @Nullable Throwable cause) {
    try {
      ZohoOAuthException failure = cause == null ? null : client.callers().asZohoFailure(cause);
      TokenState before;
      TokenState after;
      do {
        before = state.get();
        if (before.renewal() != task || task.result().isDone()) { // replaced, or left by all
          task.result().complete(null);
          return;
        }
        after =
            failure == null
                ? before.renewed(next, client, key.owner())
                : before.failed(failure, task, clock);
      } while (!state.compareAndSet(before, after));
      boolean alive = after.living(clock.elapsedExact()) != null;
      boolean isNew = failure != null && !before.hasCached(failure);
      task.steps().tellEnd(next, isNew ? failure : null, alive);
      if (failure != null && !alive) {
        throw failure;
      }
      task.result().complete(Objects.requireNonNull(after.held()).token());
    } catch (Throwable e) { // the failure above, or one of the application's clock
      task.result().fail(e);
    }
  }

  /** Takes the token of an exchange, which wins over a renewal in progress. */
  public void hold(StoredToken stored) {
    restart(HeldToken.withCheckedApiDomain(stored, null, client, key.owner()));
  }

  public void forget() {
    restart(null);
  }

  /** Detaches the renewal in progress. Its waiters ask again when it completes. */
  private void restart(@Nullable HeldToken held) {
    state.updateAndGet(seen -> seen.isEvicted() ? seen : TokenState.holding(held));
  }

  TokenState state() {
    return state.get();
  }

  /** Marks this entry as evicted, unless a renewal is in progress. */
  boolean evict() {
    TokenState seen = state.get();
    return seen.inProgress() == null && state.compareAndSet(seen, TokenState.EVICTED);
  }

  CachedToken reinstate() {
    state.compareAndSet(TokenState.EVICTED, TokenState.holding(null));
    return this;
  }
}
