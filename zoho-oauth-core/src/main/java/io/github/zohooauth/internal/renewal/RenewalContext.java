package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.runtime.Callers;
import io.github.zohooauth.internal.runtime.ClientThreads;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.runtime.OpenWork;
import io.github.zohooauth.internal.runtime.OpenWork.ClosedException;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.internal.text.Scopes;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a client that its renewals need.
 *
 * @param home the data center where the client is registered
 * @param callers the callers that wait for renewals
 * @param storeCalls run the calls of the store
 * @param threads the client's own threads
 * @param configured the refresh token that the builder was given
 */
public record RenewalContext(
    String clientId,
    DataCenter home,
    DataCenters dataCenters,
    SafeTokenStore store,
    Admission admission,
    Scopes.Shared scopes,
    RenewalPolicy policy,
    TokenClock clock,
    Delayer pauses,
    Callers callers,
    RenewalEvents events,
    StoreCalls storeCalls,
    SharedLoads loads,
    ClientThreads threads,
    ConfiguredRefreshToken configured) {

  /** Waits for the work, which continues if the client is closed. */
  public <T> T await(CompletableFuture<T> work) {
    return await(work, () -> "");
  }

  /**
   * Waits for the work, which continues if the client is closed.
   *
   * @param wait says what a caller is told whose wait ends first; empty if the work goes on
   */
  public <T> T await(CompletableFuture<T> work, Supplier<String> wait) {
    threads.timer().keep(work);
    return callers.await(work, System.nanoTime(), wait);
  }

  /**
   * Loads the record on the client's executor while the caller waits.
   *
   * @return the record as it will be after the first use of its owner, who may adopt a setting then
   * @throws TokenStoreException if it cannot be read, or too many calls of the store hang
   */
  public Optional<StoredToken> load(TokenKey key) {
    CompletableFuture<Optional<StoredToken>> loaded = loads.begin(key);
    try {
      return configured.asAfterFirstUse(key, await(loaded));
    } finally {
      loaded.cancel(false);
    }
  }

  /**
   * Returns the API base URL for tokens of this key that Zoho has just issued.
   *
   * @param received {@code api_domain} as received, or null
   * @param took how long it took to get them
   */
  public URI apiDomain(
      @Nullable String received, TokenKey key, DataCenter dataCenter, Duration took) {
    return dataCenters.apiDomain(
        received,
        key.owner(),
        dataCenter,
        actual -> events.environmentDiffers(key, dataCenter, took, actual));
  }

  /**
   * Returns the executor that continues a renewal after Zoho's answer.
   *
   * <p>It is the thread that read the answer, unless the store or the log of a failure could block
   * it.
   */
  Executor executorAfterAnswer(TokenKey key, @Nullable Throwable failure) {
    return failure == null && !store.mayBlock() ? Runnable::run : storeCalls.executorFor(key);
  }

  public OpenWork openWork() {
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
