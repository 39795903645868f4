package io.github.zohooauth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one client share.
 *
 * @param home the data center where the client is registered
 * @param owner of the client's own {@code getAccessToken()}
 * @param keyScopes part of each key, where the scopes asked for are what a token is; else empty
 * @param executor for calls of the store, which may block
 * @param starter begins renewals: by as many threads as it takes, where nothing that is the
 *     application's could hold them up, or else the executor
 * @param threads what the client made for itself
 */
record ClientConfig(
    ClientRegistration registration,
    DataCenter home,
    DataCenters dataCenters,
    TokenOwner owner,
    Set<String> keyScopes,
    GuardedStore store,
    TokenEndpoint endpoint,
    RevocationEndpoint revocation,
    IdTokenVerifier idTokens,
    UserInfoEndpoint userInfo,
    ApiDomain apiDomain,
    SharedScopes scopes,
    RenewalPolicy policy,
    InstantSource clock,
    Ticks ticks,
    ClockSteps steps,
    Pauses pauses,
    Events events,
    Executor executor,
    Executor starter,
    OwnThreads threads) {

  String clientId() {
    return registration.clientId();
  }

  TokenKey key(TokenOwner owner) {
    return new TokenKey(clientId(), owner, keyScopes);
  }

  /** Waits for the work, as {@link Await} does; closing the client does not end it. */
  <T> T await(CompletableFuture<T> work) {
    threads.timer().keep(work);
    return Await.result(work, this);
  }

  /** What is stored, read on the client's own executor while the caller waits. */
  Optional<StoredToken> load(TokenKey key) {
    CompletableFuture<Optional<StoredToken>> loaded =
        CompletableFuture.supplyAsync(() -> store.load(key), executor);
    return await(loaded);
  }

  /**
   * The moment of a look at both clocks, never later than it was: a wall clock that was set back
   * since then tells less of what has passed than running time.
   */
  Instant moment(Instant wall, long running) {
    Instant byRunningTime = clock.instant().minus(ticks.since(running));
    return byRunningTime.isBefore(wall) ? byRunningTime : wall;
  }

  /**
   * Who goes on with a renewal when Zoho has answered: whoever read the answer, unless the store,
   * or the log of a failure, could hold him up.
   */
  Executor after(@Nullable Throwable failure) {
    return failure == null && !store.mayBlock() ? Runnable::run : executor;
  }

  OpenWork work() {
    return threads.work();
  }

  boolean isClosed() {
    return threads.work().isClosed();
  }

  /** Refuses work of a closed client. */
  void requireOpen() {
    if (isClosed()) {
      throw new ClosedException();
    }
  }
}
