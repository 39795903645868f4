package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.HeldZoho;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store of three methods, whose save is slow, loses nothing to a renewal's last step. */
@Timeout(10)
class RaceTest {

  private static final TokenKey KEY = new TokenKey("1000.CLIENT", TokenOwner.unnamed());

  /** Holds a save of a renewed token until it is let go. */
  private static final class SlowStore implements TokenStore {

    private final TokenStore tokens = TokenStore.inMemory();
    private final CountDownLatch saving = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      return tokens.load(key);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      if (token.accessToken() != null && token.accessToken().value().contains("renewed")) {
        saving.countDown();
        try {
          letGo.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      tokens.save(key, token);
    }

    @Override
    public void delete(TokenKey key) {
      tokens.delete(key);
    }
  }

  private final SlowStore store = new SlowStore();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HeldZoho zoho;
  private SelfClient client;

  @BeforeEach
  void beginARenewal() throws Exception {
    zoho = HeldZoho.start();
    zoho.letGo.countDown();
    store.save(KEY, StoredToken.refreshing(zoho.dataCenter(), "1000.old"));
    client =
        SelfClient.builder()
            .clientId("1000.CLIENT")
            .clientSecret("secret")
            .dataCenter(zoho.dataCenter())
            .tokenStore(store)
            .build();
    Future<AccessToken> unused = threads.submit(client::getAccessToken);
    store.saving.await();
  }

  @AfterEach
  void close() {
    client.close();
    zoho.close();
    threads.shutdownNow();
  }

  /** Gives the other one time to get in between, which it must not. */
  private void letGoOnceItWaitsFor(Future<?> other) {
    assertThatThrownBy(() -> other.get(500, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    store.letGo.countDown();
  }

  @Test
  void exchange_duringARenewalsSave_isWhatStays() throws Exception {
    Future<AccessToken> exchange = threads.submit(() -> client.exchange("1000.code").accessToken());
    letGoOnceItWaitsFor(exchange);
    AccessToken exchanged = exchange.get();
    assertThat(store.load(KEY).orElseThrow().refreshToken()).isEqualTo("1000.refresh-1");
    assertThat(client.getAccessToken()).isEqualTo(exchanged);
  }

  @Test
  void revocation_duringARenewalsSave_isWhatStays() throws Exception {
    Future<?> revocation = threads.submit(() -> client.revoke(TokenOwner.unnamed()));
    letGoOnceItWaitsFor(revocation);
    revocation.get();
    assertThat(store.load(KEY)).isEmpty();
  }
}
