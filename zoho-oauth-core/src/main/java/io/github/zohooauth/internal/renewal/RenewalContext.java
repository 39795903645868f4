package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.ApiDomains;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.runtime.Callers;
import io.github.zohooauth.internal.runtime.ClientThreads;
import io.github.zohooauth.internal.runtime.ClockSteps;
import io.github.zohooauth.internal.runtime.ClosedException;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.runtime.Ticks;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What renewals need of their client.
 *
 * @param home the data center where the client is registered
 * @param callers who wait for renewals
 * @param executor for calls of the store, which may block
 * @param starter starts renewals. It has no limit if no code of the application can block it (own
 *     HTTP client, store in memory); otherwise it is the executor
 * @param threads what the client made for itself
 */
public record RenewalContext(
    String clientId,
    DataCenter home,
    DataCenters dataCenters,
    SafeTokenStore store,
    ApiDomains apiDomain,
    SharedScopes scopes,
    RenewalPolicy policy,
    InstantSource clock,
    Ticks ticks,
    ClockSteps steps,
    Delayer pauses,
    Callers callers,
    RenewalEvents events,
    Executor executor,
    Executor starter,
    ClientThreads threads) {

  /** Waits for the work; closing the client does not end it. */
  public <T> T await(CompletableFuture<T> work) {
    threads.timer().keep(work);
    return callers.await(work);
  }

  /** What is stored, read on the client's own executor while the caller waits. */
  public Optional<StoredToken> load(TokenKey key) {
    CompletableFuture<Optional<StoredToken>> loaded =
        CompletableFuture.supplyAsync(() -> store.load(key), executor);
    return await(loaded);
  }

  /** Returns when a look at both clocks was, by the clock that tells the earlier time. */
  public Instant moment(Instant wall, long running) {
    Instant byRunningTime = clock.instant().minus(ticks.since(running));
    return byRunningTime.isBefore(wall) ? byRunningTime : wall;
  }

  /**
   * Which thread continues a renewal when Zoho has answered: the one that read the answer, unless
   * the store, or the log of a failure, could block it.
   */
  Executor after(@Nullable Throwable failure) {
    return failure == null && !store.mayBlock() ? Runnable::run : executor;
  }

  public OpenWork work() {
    return threads.work();
  }

  public boolean isClosed() {
    return threads.work().isClosed();
  }

  /** Refuses work of a closed client. */
  public void requireOpen() {
    if (isClosed()) {
      throw new ClosedException();
    }
  }
}
