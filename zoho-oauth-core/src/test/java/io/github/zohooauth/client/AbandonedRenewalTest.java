package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.endpoint.TokenResponse;
import io.github.zohooauth.internal.renewal.CachedToken;
import io.github.zohooauth.internal.renewal.RenewalStrategy;
import io.github.zohooauth.internal.runtime.Delayer;
import io.github.zohooauth.internal.transport.CallCounter;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A renewal that nothing completes is abandoned, and its place is free for the next one. */
@Timeout(60)
class AbandonedRenewalTest {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration RECOVERY = Duration.ofSeconds(30);
  private static final DataCenter EU = DataCenter.EU;

  /** Loses its deadlines, as if an Error had ended the thread of the timer. */
  private static final class LostDeadlines implements Delayer {

    @Override
    @SuppressWarnings("NullAway") // does not see the interface's annotation in its class file
    public CompletableFuture<@Nullable Void> pause(Duration duration) {
      return new CompletableFuture<>();
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> limit(
        CompletableFuture<T> work, Duration duration) {
      return work;
    }
  }

  /** Has leases that another host can take at once, as if they had expired. */
  private static final class ShortLeases extends PassedOnStore {

    @Override
    public Optional<Lease> tryLease(TokenKey key) {
      return Optional.of(new ShortLease(this, key));
    }
  }

  private record ShortLease(ShortLeases store, TokenKey key) implements TokenStore.Lease {

    @Override
    public Optional<StoredToken> current() {
      return store.load(key);
    }

    @Override
    public boolean replace(StoredToken next) {
      store.save(key, next);
      return true;
    }

    @Override
    public void close() {}
  }

  /** Gets no answer to the first call. */
  private static final class LosesTheFirst implements RenewalStrategy {

    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<TokenResponse> lost = new CompletableFuture<>();

    @Override
    public boolean isPossible(StoredToken stored) {
      return true;
    }

    @Override
    public CompletableFuture<TokenResponse> renew(
        StoredToken stored, DataCenter dataCenter, CallCounter counter) {
      int number = calls.incrementAndGet();
      TokenResponse response =
          new TokenResponse("1." + number, null, Duration.ofHours(1), null, Set.of(), null);
      return number == 1 ? lost : CompletableFuture.completedFuture(response);
    }
  }

  private final ShortLeases store = new ShortLeases();
  private final LosesTheFirst strategy = new LosesTheFirst();
  private final ClientParts client =
      ClientParts.of(
          SelfClient.builder()
              .clientId(Scene.CLIENT_ID)
              .clientSecret("secret")
              .dataCenter(EU)
              .tokenStore(store)
              .callerTimeout(PATIENCE)
              .requestTimeout(Duration.ofMillis(1))
              .maxConcurrentRenewals(1)
              .pauses(new LostDeadlines()));
  private final CachedToken token =
      new CachedToken(client.renewals(), strategy, Scene.KEY, same -> same);

  @AfterEach
  void close() {
    strategy.lost.cancel(true); // or close() waits for it
    client.threads().close();
  }

  /** The only place is free again after the longest time of a renewal: eleven seconds here. */
  @Test
  void renewalThatNothingCompletes_isAbandoned_whenALaterCallerComes() {
    store.save(Scene.KEY, StoredToken.refreshing(EU, "1.refresh"));
    long begun = System.nanoTime();
    Optional<AccessToken> served = ask();
    while (served.isEmpty() && System.nanoTime() - begun < RECOVERY.toNanos()) {
      served = ask();
    }
    assertThat(served).map(AccessToken::value).contains("1.2");
    assertThat(strategy.calls).hasValue(2);
  }

  private Optional<AccessToken> ask() {
    try {
      return Optional.of(token.getAccessToken());
    } catch (TemporaryFailureException e) {
      return Optional.empty(); // this caller's patience has ended
    }
  }
}
