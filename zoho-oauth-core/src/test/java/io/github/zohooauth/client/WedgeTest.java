package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One fault of any kind costs at most one call and never the next one. */
@Timeout(10)
@ExtendWith(LocalZohoExtension.class)
class WedgeTest {

  /** Does something odd at each load, and otherwise keeps its records. */
  private static final class OddStore implements TokenStore {

    private final TokenStore tokens = TokenStore.inMemory();
    private final AtomicReference<Runnable> atLoad = new AtomicReference<>(() -> {});
    private final AtomicInteger reads = new AtomicInteger();
    boolean stampsReads;
    boolean refusesWrites;

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      atLoad.get().run();
      Optional<StoredToken> stored = tokens.load(key);
      return stampsReads
          ? stored.map(token -> token.withDetail("read", "" + reads.incrementAndGet()))
          : stored;
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      if (refusesWrites) {
        throw new TokenStoreException("full");
      }
      tokens.save(key, token);
    }

    @Override
    public void delete(TokenKey key) {
      tokens.delete(key);
    }
  }

  private final OddStore store = new OddStore();
  private final AtomicReference<Executor> executor =
      new AtomicReference<>(ForkJoinPool.commonPool());
  private LocalZoho zoho;
  private Client registered;
  private SelfClient client;

  @BeforeEach
  void exchangeAndLetExpire(LocalZoho zoho) {
    this.zoho = zoho;
    registered = zoho.user("eu").selfClient();
    client = client();
    client.exchange(registered.code("ZohoCRM.modules.ALL"));
    zoho.clock().advance(Duration.ofHours(1));
  }

  private SelfClient client() {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalDataCenters.of(zoho, "eu"))
        .tokenStore(store)
        .executor(work -> executor.get().execute(work))
        .clock(zoho.clock())
        .build();
  }

  private void failAtLoad(int number, Error error) {
    AtomicInteger loads = new AtomicInteger();
    store.atLoad.set(
        () -> {
          if (loads.incrementAndGet() == number) {
            throw error;
          }
        });
  }

  @Test
  void executorThatRefuses_isDoneWithout() {
    executor.set(
        work -> {
          throw new RejectedExecutionException();
        });
    assertThat(client.getAccessToken().expiresAt()).isAfter(zoho.clock().instant());
  }

  @Test
  void executorWithoutThreads_costsOneCall() {
    executor.set(
        work -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
    assertThat(catchThrowable(client::getAccessToken)).isNotNull();
    executor.set(ForkJoinPool.commonPool());
    assertThat(client.getAccessToken().expiresAt()).isAfter(zoho.clock().instant());
  }

  @Test
  void errorOfTheStore_underTheLease_costsOneCall() {
    failAtLoad(2, new NoClassDefFoundError("a driver"));
    assertThatThrownBy(client::getAccessToken).isInstanceOf(TemporaryFailureException.class);
    try (SelfClient another = client()) {
      assertThat(another.getAccessToken()).isEqualTo(client.getAccessToken());
    }
  }

  @Test
  void answerThatOutlivedItsToken_isHandedToItsCallers() {
    AtomicInteger loads = new AtomicInteger();
    store.atLoad.set(
        () -> {
          if (loads.incrementAndGet() == 3) { // the response is here, and the machine was asleep
            zoho.clock().advance(Duration.ofHours(2));
          }
        });
    assertThat(client.getAccessToken()).isNotNull();
    assertThat(client.getAccessToken().expiresAt()).isAfter(zoho.clock().instant());
  }

  @Test
  void storeThatNeverReadsWhatItWrote_costsOneTokenCall() {
    store.stampsReads = true;
    int calls = zoho.tokenRequests().size();
    AccessToken token = client.getAccessToken();
    assertThat(client.getAccessToken()).isEqualTo(token);
    assertThat(zoho.tokenRequests()).hasSize(calls + 1);
  }

  @Test
  void rateLimit_isRemembered_alsoWhereTheStoreCannotNoteIt() {
    store.refusesWrites = true;
    zoho.throttleNextTokenCalls(1);
    int calls = zoho.tokenRequests().size();
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(client::getAccessToken).isInstanceOf(RateLimitedException.class);
    }
    assertThat(zoho.tokenRequests()).hasSize(calls + 1);
  }

  @Test
  void goodTokenOfTheStore_isServed_beforeAnythingIsAsked() {
    AccessToken renewed = client.getAccessToken();
    zoho.clock().advance(Duration.ofMinutes(58)); // its renewal is due
    int calls = zoho.tokenRequests().size();
    try (SelfClient restarted = client()) {
      assertThat(restarted.getAccessToken()).isEqualTo(renewed);
    }
    assertThat(zoho.tokenRequests()).hasSize(calls);
  }

  @Test
  void refusedConnections_spendNoBudget() {
    IdleTime time = new IdleTime();
    DataCenter closed = DataCenter.of("eu", zoho.accountsServer("eu"), zoho.accountsServer("eu"));
    zoho.close();
    try (SelfClient offline =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(closed)
            .tokenStore(store)
            .clock(time)
            .pauses(time)
            .callerTimeout(Duration.ofSeconds(4))
            .build()) {
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(offline::getAccessToken).isInstanceOf(TemporaryFailureException.class);
        time.advance(RenewalPolicy.MAX_BACKOFF);
      }
    }
  }

  @Test
  void store_seesNothingOfTheCallersThread() {
    InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
    AtomicReference<String> seen = new AtomicReference<>("not asked");
    store.atLoad.set(() -> seen.compareAndSet("not asked", "user " + user.get()));
    try (SelfClient own =
        SelfClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalDataCenters.of(zoho, "eu"))
            .tokenStore(store)
            .clock(zoho.clock())
            .build()) {
      user.set("42");
      assertThat(own.getAccessToken()).isNotNull();
    } finally {
      user.remove();
    }
    assertThat(seen).hasValue("user null");
  }
}
