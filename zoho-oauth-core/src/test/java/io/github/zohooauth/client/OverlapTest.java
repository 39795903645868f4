package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.HeldZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PassedOnStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to a renewal while something else happens to its token. */
@Timeout(10)
class OverlapTest {

  private static final TokenOwner OWNER = TokenOwner.unnamed();

  /** Lets something begin between a renewal's save and its end. */
  private static final class HookedStore extends PassedOnStore {

    private final AtomicReference<Runnable> afterNextReplace = new AtomicReference<>(() -> {});

    @Override
    public Optional<Lease> tryLease(TokenKey key) {
      return tokens.tryLease(key).map(lease -> new HookedLease(lease, afterNextReplace));
    }
  }

  private record HookedLease(TokenStore.Lease lease, AtomicReference<Runnable> hook)
      implements TokenStore.Lease {

    @Override
    public Optional<StoredToken> current() {
      return lease.current();
    }

    @Override
    public boolean replace(StoredToken next) {
      boolean replaced = lease.replace(next);
      hook.getAndSet(() -> {}).run();
      return replaced;
    }

    @Override
    public void close() {
      lease.close();
    }
  }

  private final HookedStore store = new HookedStore();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final IdleTime time = new IdleTime();
  private HeldZoho zoho;
  private SelfClient client;

  @BeforeEach
  void exchangeAndLetExpire() throws IOException {
    zoho = HeldZoho.start();
    client = client();
    client.exchange("1000.code");
    time.advance(Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    client.close();
    zoho.close();
    threads.shutdownNow();
  }

  private SelfClient client() {
    return builder().build();
  }

  private SelfClient.Builder builder() {
    return SelfClient.builder()
        .clientId("1000.CLIENT")
        .clientSecret("secret")
        .dataCenter(zoho.dataCenter())
        .tokenStore(store)
        .clock(time);
  }

  private Future<AccessToken> ask(TokenProvider provider) {
    return threads.submit(provider::getAccessToken);
  }

  @Test
  void exchange_duringRenewal_wins() throws Exception {
    Future<AccessToken> caller = ask(client);
    zoho.refreshArrived.await();
    AccessToken exchanged = client.exchange("1000.another-code").accessToken();
    zoho.letGo.countDown();

    assertThat(caller.get()).isEqualTo(exchanged);
    assertThat(client.getAccessToken()).isEqualTo(exchanged);
    StoredToken stored = store.load(new TokenKey("1000.CLIENT", OWNER)).orElseThrow();
    assertThat(stored.accessTokenOf(zoho.dataCenter())).contains(exchanged);
    assertThat(stored.refreshToken()).isEqualTo("1000.refresh-2");
  }

  @Test
  void exchange_betweenARenewalsSaveAndItsEnd_staysInMemory() throws Exception {
    zoho.letGo.countDown();
    Future<?> exchanged = afterNextReplace(() -> client.exchange("1000.another-code"));
    assertThat(client.getAccessToken().value()).isIn("1000.renewed-1", "1000.access-2");
    exchanged.get();
    assertThat(client.getAccessToken().value()).isEqualTo("1000.access-2");
  }

  /** The store does one thing after the other for this owner, so it must not wait for this. */
  private Future<?> afterNextReplace(Runnable work) {
    FutureTask<?> begun = new FutureTask<>(work, null);
    store.afterNextReplace.set(() -> threads.execute(begun));
    return begun;
  }

  @Test
  void revoke_betweenARenewalsSaveAndItsEnd_leavesNothingInMemory() throws Exception {
    zoho.letGo.countDown();
    Future<?> revoked = afterNextReplace(() -> client.revoke(OWNER));
    assertThat(client.getAccessToken()).isNotNull();
    revoked.get();
    assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
  }

  @Test
  void revoke_duringRenewal_wins() throws Exception {
    Future<AccessToken> caller = ask(client);
    zoho.refreshArrived.await();
    client.revoke(OWNER);
    zoho.letGo.countDown();

    assertThatThrownBy(caller::get).hasCauseInstanceOf(AuthorizationRequiredException.class);
    assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
    assertThat(store.load(new TokenKey("1000.CLIENT", OWNER))).isEmpty();
  }

  @Test
  void interruptedCaller_leaves_andTheRenewalGoesOn() throws Exception {
    Thread caller =
        new Thread(
            () -> {
              assertThatThrownBy(client::getAccessToken)
                  .isInstanceOf(TemporaryFailureException.class)
                  .hasMessageContaining("interrupted");
              assertThat(Thread.currentThread().isInterrupted()).isTrue();
              time.advance(Duration.ofMillis(1)); // the sign that all of it held
            });
    Instant before = time.instant();
    caller.start();
    zoho.refreshArrived.await();
    caller.interrupt();
    caller.join();
    assertThat(time.instant()).isEqualTo(before.plusMillis(1));

    zoho.letGo.countDown();
    assertThat(client.getAccessToken().value()).isEqualTo("1000.renewed-1");
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void close_duringRenewal_letsItEnd() throws Exception {
    Future<AccessToken> caller = ask(client);
    zoho.refreshArrived.await();
    Future<?> closing = threads.submit(client::close);
    zoho.letGo.countDown();

    assertThat(caller.get().value()).isEqualTo("1000.renewed-1");
    closing.get();
    StoredToken stored = store.load(new TokenKey("1000.CLIENT", OWNER)).orElseThrow();
    assertThat(stored.accessTokenOf(zoho.dataCenter())).contains(caller.get());
    time.advance(Duration.ofHours(1));
    assertThatThrownBy(client::getAccessToken).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> client.exchange("1000.c")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> client.revoke(OWNER)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void twoClientsOverOneStore_makeOneCall() throws Exception {
    try (SelfClient another = client()) {
      List<Future<AccessToken>> callers =
          IntStream.range(0, 64).mapToObj(i -> ask(i % 2 == 0 ? client : another)).toList();
      zoho.refreshArrived.await();
      zoho.letGo.countDown();
      for (Future<AccessToken> caller : callers) {
        assertThat(caller.get(10, TimeUnit.SECONDS).value()).isEqualTo("1000.renewed-1");
      }
      assertThat(zoho.refreshes).hasValue(1);
    }
  }

  @Test
  void sharedFailure_hasEachCallersOwnStackTrace() throws Exception {
    SelfClient hurried = builder().pauses(time).build();
    Future<AccessToken> one = ask(hurried);
    Future<AccessToken> other = ask(hurried);
    zoho.refreshArrived.await();
    zoho.broken = true;
    zoho.letGo.countDown();
    List<Throwable> failures =
        List.of(one, other).stream().map(caller -> catchThrowable(caller::get).getCause()).toList();
    assertThat(failures)
        .doesNotHaveDuplicates()
        .allSatisfy(
            failure -> {
              assertThat(failure).isInstanceOf(TemporaryFailureException.class);
              assertThat(failure.getStackTrace())
                  .anyMatch(frame -> frame.getClassName().equals(AbstractClient.class.getName()));
            });
  }
}
