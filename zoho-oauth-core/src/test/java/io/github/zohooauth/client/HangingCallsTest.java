package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.HangingKeys;
import io.github.zohooauth.testkit.HangingKeys.Call;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a store call that hangs holds up its renewal, its callers and other calls. */
@Tag("S3")
@Timeout(30)
class HangingCallsTest {

  private static final int MOST = 64;
  private static final Duration A_MOMENT = Duration.ofMillis(1);
  private static final TokenOwner OTHER = TokenOwner.user("other");

  private final ManualTime time = new ManualTime();
  private final CountingZoho zoho = new CountingZoho(time);
  private final HangingKeys store = new HangingKeys();
  private final BlockingQueue<TokenStoreException> told = new LinkedBlockingQueue<>();

  @SuppressWarnings("NullAway.Init") // each test builds its own
  private SelfClient client;

  @AfterEach
  void close() {
    store.release();
    client.close();
    zoho.close();
  }

  private SelfClient.Builder builder() {
    return zoho.client()
        .tokenStore(store)
        .pauses(time)
        .callerTimeout(Duration.ofHours(1))
        .listener(
            new TokenListener() {
              @Override
              public void storeFailed(Event event, TokenStoreException failure) {
                told.add(failure);
              }
            });
  }

  private void save(TokenOwner owner) {
    StoredToken old = zoho.record("old", time.instant().minus(Duration.ofHours(2)));
    store.tokens.save(key(owner), old);
  }

  private static TokenKey key(TokenOwner owner) {
    return new TokenKey(Scene.CLIENT_ID, owner);
  }

  /** Asks for a token, and waits until the store hangs. */
  private CompletableFuture<AccessToken> hang(TokenOwner owner, Call at) throws Exception {
    save(owner);
    store.hang(key(owner), at);
    CompletableFuture<AccessToken> token = client.forOwner(owner).getAccessTokenAsync();
    assertThat(store.begun().tryAcquire(10, TimeUnit.SECONDS)).as("hangs").isTrue();
    return token;
  }

  @Test
  void renewalThatHangs_givesItsPlaceUp_afterTenSeconds() throws Exception {
    client = builder().maxConcurrentRenewals(1).build();
    CompletableFuture<AccessToken> hanging = hang(TokenOwner.unnamed(), Call.LOAD);
    save(OTHER);
    CompletableFuture<AccessToken> other = client.forOwner(OTHER).getAccessTokenAsync();
    time.advance(Duration.ofSeconds(10).minus(A_MOMENT));
    assertThat(zoho.refreshes).hasValue(0);
    assertThat(other).isNotDone();
    time.advance(A_MOMENT);
    assertThat(other).succeedsWithin(Scene.HANG_GUARD);
    assertThat(hanging).isNotDone();
    store.release();
    assertThat(hanging).succeedsWithin(Scene.HANG_GUARD);
  }

  @Test
  void callsBeyond64ThatHang_failByName_untilOneReturns() throws Exception {
    client = builder().build();
    List<CompletableFuture<AccessToken>> hanging = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      hanging.add(hang(TokenOwner.user("hangs" + i), Call.LOAD));
      if (i == MOST - 2) {
        time.advance(Duration.ofSeconds(10));
        save(OTHER);
        assertThat(client.forOwner(OTHER).getAccessToken()).isNotNull();
      }
    }
    time.advance(Duration.ofSeconds(10));
    TokenOwner beyond = TokenOwner.user("beyond");
    save(beyond);
    assertThatThrownBy(() -> client.forOwner(beyond).getAccessToken())
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("Nothing was sent. Check the token store")
        .hasMessageStartingWith("64 calls of the token store have not returned, the first since ");
    assertThatThrownBy(() -> client.isAuthorized(beyond))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("64 calls of the token store");
    assertThatThrownBy(() -> client.exchange("1.code", beyond))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("64 calls of the token store");
    assertThat(client.forOwner(OTHER).getAccessToken()).as("in memory").isNotNull();
    assertThat(zoho.times).hasSize(1);
    store.release();
    assertThat(hanging.get(0)).succeedsWithin(Scene.HANG_GUARD);
    assertThat(client.forOwner(beyond).getAccessTokenAsync()).succeedsWithin(Scene.HANG_GUARD);
  }

  @Test
  void saveThatHangs_holdsItsCallersUp_forFiveSeconds() throws Exception {
    client = builder().build();
    CompletableFuture<AccessToken> token = hang(TokenOwner.unnamed(), Call.REPLACE);
    time.advance(Duration.ofSeconds(5).minus(A_MOMENT));
    assertThat(token).isNotDone();
    time.advance(A_MOMENT);
    assertThat(token.get(10, TimeUnit.SECONDS).value()).isEqualTo("1.access-1");
    assertThat(told.poll(10, TimeUnit.SECONDS))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("has not written the token of")
        .hasMessageContaining("within 5 seconds. The token is used even so");
    time.advance(Duration.ofMinutes(1));
    assertThat(client.getAccessToken()).isEqualTo(token.get());
    store.release();
    try (SelfClient another = builder().build()) {
      CompletableFuture<AccessToken> stored = another.getAccessTokenAsync();
      time.drive(stored);
      assertThat(stored.get()).as("written in the end").isEqualTo(token.get());
    }
    assertThat(zoho.refreshes).hasValue(1);
    assertThat(told).isEmpty();
  }

  @Test
  void leaseWhoseEndHangs_holdsItsCallersUp_forFiveSeconds() throws Exception {
    client = builder().build();
    CompletableFuture<AccessToken> token = hang(TokenOwner.unnamed(), Call.CLOSE);
    assertThat(token).isNotDone();
    time.advance(Duration.ofSeconds(5));
    assertThat(token.get(10, TimeUnit.SECONDS).value()).isEqualTo("1.access-1");
    assertThat(told).isEmpty();
  }

  @Test
  void failureThatCannotBeNoted_isThrown_afterFiveSeconds() throws Exception {
    client = builder().build();
    zoho.script = number -> CountingZoho.DENIED;
    CompletableFuture<AccessToken> token = hang(TokenOwner.unnamed(), Call.REPLACE);
    time.advance(Duration.ofSeconds(5));
    assertThat(token)
        .failsWithin(Scene.HANG_GUARD)
        .withThrowableThat()
        .withMessageContaining("rate limit is reached");
  }

  /** The calls of a key follow each other, and the store may be far away. */
  @Test
  void callersWhoWaitForTheStore_shareOneLoad() throws Exception {
    client = builder().build();
    CompletableFuture<AccessToken> hanging = hang(TokenOwner.unnamed(), Call.LOAD);
    int before = store.loads();
    List<CompletableFuture<Boolean>> asked = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      CountDownLatch begun = new CountDownLatch(1);
      asked.add(
          CompletableFuture.supplyAsync(
              () -> {
                begun.countDown();
                return client.isAuthorized();
              },
              task -> new Thread(task).start()));
      begun.await();
    }
    for (CompletableFuture<Boolean> one : asked) {
      assertThat(one).isNotDone();
    }
    store.release();
    for (CompletableFuture<Boolean> one : asked) {
      assertThat(one.get(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(hanging).succeedsWithin(Scene.HANG_GUARD);
    assertThat(store.loads() - before).as("loads").isLessThan(MOST / 4);
  }

  /** Without a store, the owner would have to sign in again after the end of this process. */
  @Test
  void saveOfANewRefreshToken_isWaitedFor() throws Exception {
    client = builder().build();
    zoho.script =
        number ->
            CannedAnswer.json(
                200, "{\"access_token\":\"1.a\",\"refresh_token\":\"1.new\",\"expires_in\":3600}");
    CompletableFuture<AccessToken> token = hang(TokenOwner.unnamed(), Call.REPLACE);
    time.advance(Duration.ofSeconds(20));
    assertThat(token).isNotDone();
    store.release();
    assertThat(token.get(10, TimeUnit.SECONDS).value()).isEqualTo("1.a");
  }

  /** The lease has ended by then, and another may have it. */
  @Test
  void renewalThatHungBeforeItsCall_callsNobodyAfterwards() throws Exception {
    client = builder().build();
    CompletableFuture<AccessToken> token = hang(TokenOwner.unnamed(), Call.CURRENT);
    time.advance(Duration.ofSeconds(26));
    store.release();
    assertThat(token).failsWithin(Scene.HANG_GUARD);
    assertThat(zoho.refreshes).hasValue(0);
  }
}
