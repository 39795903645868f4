package io.github.zohooauth.client;

import static io.github.zohooauth.client.AdoptStage.ADA;
import static io.github.zohooauth.client.AdoptStage.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.NamingZoho;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An adoption that fails, waits or is refused. */
@Timeout(30)
class FailedAdoptionTest {

  private final AdoptStage stage = new AdoptStage();
  private final IdleTime time = stage.time;
  private final NamingZoho zoho = stage.zoho;
  private final TwoHosts.FailingStore store = stage.store;
  private final BlockingQueue<TokenListener.Event> adopted = stage.adopted;
  private final SelfClient client = stage.client();

  @AfterEach
  void close() {
    client.close();
    stage.close();
  }

  @Test
  void adopt_ofTheStoredAccessToken_isRefused() {
    String mistaken = client.exchange("1.code").accessToken().value();
    assertThatThrownBy(() -> client.adopt(mistaken))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("refreshToken: it is the access token that is stored")
        .hasMessageNotContaining(mistaken);
    assertThat(stage.stored().refreshToken()).isEqualTo("1.consent-1");
  }

  @Test
  void adopt_ifTheSaveFails_failsByName_andKeepsTheRecord() {
    AccessToken token = client.exchange("1.code").accessToken();
    store.saveFails = true;
    assertThatThrownBy(() -> client.adopt("1.brought"))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("it fails");
    store.saveFails = false;
    assertThat(client.getAccessToken()).isEqualTo(token);
    assertThat(stage.stored().refreshToken()).isEqualTo("1.consent-1");
    assertThat(adopted).isEmpty();
    assertThat(client.adopt("1.brought")).isTrue();
  }

  @Test
  void adopt_ifTheAnswerOfTheSaveIsLost_hasAdopted() {
    TokenStore lost =
        new PassedOnStore() {
          @Override
          public void save(TokenKey key, StoredToken token) {
            super.save(key, token);
            throw new TokenStoreException("the answer is lost");
          }
        };
    try (SelfClient other = zoho.client().tokenStore(lost).pauses(time).build()) {
      assertThat(other.adopt("1.brought")).isTrue();
      assertThat(other.adopt("1.brought")).isFalse();
    }
  }

  @Test
  void adopt_whileAnotherHoldsTheLease_waits() throws Exception {
    TokenStore.Lease held = store.tryLease(KEY).orElseThrow();
    assertThatThrownBy(() -> client.adopt("1.brought"))
        .isInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining("Nothing was sent or stored")
        .hasMessageContaining("has held its lease since");
    assertThat(store.load(KEY)).isEmpty();
    held.close();
    assertThat(client.adopt("1.brought")).isTrue();
  }

  @Test
  void adopt_whileAnotherRenews_adoptsWhenThatIsOver() throws Exception {
    ManualTime slow = new ManualTime();
    TokenStore.Lease held = store.tryLease(KEY).orElseThrow();
    try (SelfClient waiting = zoho.client().owner(ADA).tokenStore(store).pauses(slow).build()) {
      CompletableFuture<Boolean> adopting =
          CompletableFuture.supplyAsync(() -> waiting.adopt("1.brought"));
      slow.awaitPause(Duration.ofMillis(150));
      held.close();
      slow.passPause();
      assertThat(adopting.get(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(stage.stored().refreshToken()).isEqualTo("1.brought");
  }

  /** The other one is through between the first look at the record and the lease. */
  @Test
  void adopt_ofWhatAnotherHostHasAdoptedMeanwhile_changesNothing() {
    PassedOnStore racing =
        new PassedOnStore() {
          private boolean isLate;

          @Override
          public Optional<Lease> tryLease(TokenKey key) {
            if (!isLate) {
              isLate = true;
              try (SelfClient other = zoho.client().owner(ADA).tokenStore(this).build()) {
                assertThat(other.adopt("1.brought")).isTrue();
                assertThat(other.getAccessToken()).isNotNull();
              }
            }
            return super.tryLease(key);
          }
        };
    try (SelfClient late = zoho.client().owner(ADA).tokenStore(racing).pauses(time).build()) {
      assertThat(late.adopt("1.brought")).isFalse();
    }
    assertThat(racing.load(KEY).orElseThrow().accessToken()).isNotNull();
  }

  @Test
  void callerWhoGivesUp_adoptsNothingLater() throws Exception {
    ManualTime slow = new ManualTime();
    TokenStore.Lease held = store.tryLease(KEY).orElseThrow();
    SelfClient.Builder builder = zoho.client().owner(ADA).tokenStore(store).pauses(slow);
    try (SelfClient waiting = builder.watch(threads -> Runnable::run).build()) {
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread caller =
          new Thread(() -> end.complete(catchThrowable(() -> waiting.adopt("1.brought"))));
      caller.start();
      slow.awaitPause(Duration.ofMillis(150));
      caller.interrupt();
      assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(TemporaryFailureException.class);
      held.close();
      slow.advance(Duration.ofMinutes(1)); // in this thread
      assertThat(store.load(KEY)).isEmpty();
    }
  }

  @Test
  void callerWhoGivesUpWhileTheStoreHangs_adoptsNothingLater() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    PassedOnStore hanging =
        new PassedOnStore() {
          @Override
          public Optional<StoredToken> load(TokenKey key) {
            loading.countDown();
            boolean unused = catchThrowable(letGo::await) == null;
            return super.load(key);
          }
        };
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (SelfClient waiting = zoho.client().tokenStore(hanging).executor(thread).build()) {
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread caller =
          new Thread(() -> end.complete(catchThrowable(() -> waiting.adopt("1.brought"))));
      caller.start();
      loading.await();
      caller.interrupt();
      assertThat(end.get(10, TimeUnit.SECONDS))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("Whether the refresh token was stored is not known.");
      letGo.countDown();
      thread.shutdown();
      assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      assertThat(hanging.load(Scene.KEY)).isEmpty();
    }
  }

  @Test
  @SuppressWarnings("try") // it is closed early
  void close_endsAnAdoptionThatWaits() throws Exception {
    ManualTime slow = new ManualTime();
    try (TokenStore.Lease held = store.tryLease(KEY).orElseThrow();
        SelfClient waiting = zoho.client().owner(ADA).tokenStore(store).pauses(slow).build()) {
      assertThat(held.current()).isEmpty();
      CompletableFuture<Boolean> adopting =
          CompletableFuture.supplyAsync(() -> waiting.adopt("1.brought"));
      slow.awaitPause(Duration.ofMillis(150));
      waiting.close();
      assertThatThrownBy(() -> adopting.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IllegalStateException.class);
    }
    assertThat(store.load(KEY)).isEmpty();
  }

  @Test
  void adopt_ofAClosedClient_isRefused() {
    client.close();
    assertThatThrownBy(() -> client.adopt("1.brought"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(store.load(KEY)).isEmpty();
  }

  @Test
  void clientCredentials_adoptNone() {
    try (SelfClient other = zoho.client().clientCredentials("ZohoCRM.modules.ALL").build()) {
      assertThatThrownBy(() -> other.adopt("1.brought"))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void browserClient_adoptsNone() {
    try (BrowserClient browser =
        BrowserClient.builder()
            .clientId(Scene.CLIENT_ID)
            .dataCenter(zoho.dataCenter())
            .redirectUri("http://localhost:8765/callback")
            .build()) {
      assertThatThrownBy(() -> browser.adopt("1.brought"))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }
}
