package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnStore;
import io.github.zohooauth.testkit.SeenLogs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that is closed completes what holds a lease or has sent a code, and ends the rest. */
@Timeout(60)
class ClosedClientTest {

  private static final int ROUNDS = 20;
  private static final TokenOwner WAITING = TokenOwner.user("waiting");

  /** When a closed client has looked whether it has work in progress, as it does each second. */
  private static final Executor AFTER_ITS_LOOK =
      CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS);

  /** Does one thing no sooner than it may. */
  private static final class SlowStore extends PassedOnStore {

    private final String slow;
    private final AtomicInteger loads = new AtomicInteger();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    SlowStore(String slow) {
      this.slow = slow;
    }

    private String accessToken() {
      return tokens.load(Scene.KEY).map(StoredToken::accessToken).orElseThrow().value();
    }

    private void isDone(String what) {
      if (what.equals(slow)) {
        busy.countDown();
        ClosedClientTest.await(free);
      }
    }

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      if (key.equals(Scene.KEY)) {
        isDone("load " + loads.incrementAndGet());
      }
      return tokens.load(key);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      isDone("save");
      tokens.save(key, token);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final ManualTime time = new ManualTime();
  private final CountingZoho zoho = new CountingZoho(time);
  private final StoredToken old = zoho.record("old", time.instant().minus(Duration.ofHours(2)));

  @AfterEach
  void close() {
    zoho.close();
  }

  private SlowStore store(String slow) {
    SlowStore store = new SlowStore(slow);
    store.tokens.save(Scene.KEY, old);
    store.tokens.save(new TokenKey(Scene.CLIENT_ID, WAITING), old);
    return store;
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  /**
   * Closes the client, and lets the store go on once another owner's caller, who only waits, has
   * been told.
   */
  private void close(SelfClient client, SlowStore store, Executor later) throws Exception {
    TokenKey key = new TokenKey(Scene.CLIENT_ID, WAITING);
    try (TokenStore.Lease another = store.tryLease(key).orElseThrow()) {
      store.busy.await();
      CompletableFuture<AccessToken> waiting = client.forOwner(WAITING).getAccessTokenAsync();
      CompletableFuture<Void> unused =
          waiting.handle((token, failure) -> null).thenRunAsync(store.free::countDown, later);
      client.close();
      assertThat(waiting.isDone()).as("waits only").isTrue();
      assertThatThrownBy(waiting::get)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the client is closed");
      assertThat(another).isNotNull();
    }
  }

  @Test
  void renewalUnderItsLease_isWaitedFor_stillReachesZoho_andKeepsNothing() throws Exception {
    try (SeenLogs logs = new SeenLogs()) {
      for (int round = 1; round <= ROUNDS; round++) {
        SlowStore store = store("load 2");
        SelfClient client = zoho.client().tokenStore(store).build();
        CompletableFuture<AccessToken> token = client.getAccessTokenAsync();
        close(client, store, round < ROUNDS ? Runnable::run : AFTER_ITS_LOOK);
        String stored = store.accessToken();
        assertThat(stored).as("stored when close() returns").isEqualTo("1.access-" + round);
        try (TokenStore.Lease lease = store.tryLease(Scene.KEY).orElseThrow()) {
          assertThat(lease).as("lease that is free").isNotNull();
        }
        assertThat(token.get().value()).isEqualTo(stored);
      }
      assertThat(logs.drain()).isEmpty();
    }
  }

  @Test
  void signInWhoseCodeWasSent_isWaitedFor() throws Exception {
    SlowStore store = store("save");
    SelfClient client = zoho.client().tokenStore(store).build();
    CompletableFuture<AccessToken> token =
        inBackground(() -> client.exchange("1.code").accessToken());
    close(client, store, Runnable::run);
    String stored = store.accessToken();
    assertThat(stored).as("stored when close() returns").isEqualTo("1.access-0");
    assertThat(token.get().value()).isEqualTo(stored);
  }

  @Test
  void renewalThatPauses_endsAtOnce() throws Exception {
    SlowStore store = store("nothing");
    zoho.script = number -> CountingZoho.BROKEN;
    SelfClient client = zoho.client().tokenStore(store).pauses(time).build();
    CompletableFuture<AccessToken> token = client.getAccessTokenAsync();
    Duration unused = time.awaitPause(Duration.ofSeconds(1));
    client.close();
    assertThat(token)
        .failsWithin(Scene.HANG_GUARD)
        .withThrowableThat()
        .withCauseInstanceOf(IllegalStateException.class)
        .withMessageContaining("the client is closed");
    time.awaitNoPause(); // a pause by a clock that stands still would never end
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void renewalAndSignInThatReadTheStore_sendNothing() throws Exception {
    endsWithoutACall(SelfClient::getAccessTokenAsync);
    endsWithoutACall(client -> inBackground(() -> client.exchange("1.code").accessToken()));
  }

  @Test
  void userInfo_isNotAskedFor_withATokenThatLives() {
    SelfClient client = zoho.client().tokenStore(store("nothing")).build();
    assertThat(client.getAccessToken()).isNotNull();
    client.close();
    assertThatThrownBy(() -> client.userInfo(TokenOwner.unnamed()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the client is closed");
  }

  private void endsWithoutACall(Function<SelfClient, CompletableFuture<AccessToken>> operation)
      throws Exception {
    SlowStore store = store("load 1");
    SelfClient client = zoho.client().tokenStore(store).build();
    CompletableFuture<AccessToken> token = operation.apply(client);
    store.busy.await();
    client.close();
    store.free.countDown();
    assertThatThrownBy(token::get)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the client is closed");
    assertThat(zoho.times).isEmpty();
    assertThat(store.tryLease(Scene.KEY)).isPresent();
  }

  @Test
  void listenerThatCloses_waitsForNothing() throws Exception {
    SlowStore store = store("save");
    CompletableFuture<Void> closed = new CompletableFuture<>();
    CompletableFuture<SelfClient> made = new CompletableFuture<>();
    TokenListener listener =
        new TokenListener() {
          @Override
          public void renewed(TokenListener.Event event) {
            made.join().close();
            closed.complete(null);
          }
        };
    SelfClient client = zoho.client().tokenStore(store).listener(listener).build();
    made.complete(client);
    CompletableFuture<AccessToken> token = client.getAccessTokenAsync();
    closed.get(15, TimeUnit.SECONDS);
    store.free.countDown();
    assertThat(token.get().value()).isEqualTo("1.access-1");
  }

  @Test
  void saveThatHangs_isWaitedFor25Seconds() throws Exception {
    SlowStore store = store("save");
    SelfClient client = zoho.client().tokenStore(store).build();
    CompletableFuture<AccessToken> token =
        inBackground(() -> client.exchange("1.code").accessToken());
    store.busy.await();
    long begun = System.nanoTime();
    client.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(40));
    store.free.countDown();
    assertThat(token.get()).isNotNull();
  }
}
