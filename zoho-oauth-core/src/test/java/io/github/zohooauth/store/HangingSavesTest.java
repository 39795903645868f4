package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.SignInResult;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A save that hangs holds up its own record at most, and that not for ever. */
@Timeout(60)
class HangingSavesTest {

  private static final int HANGING = 12;
  private static final int SIGN_INS = 100;

  /** Some owners' saves do not return before they are let go. */
  private static final class HangingStore extends PassedOnStore {

    private final Semaphore hanging = new Semaphore(0);
    private final CountDownLatch letGo = new CountDownLatch(1);

    @Override
    public void save(TokenKey key, StoredToken token) {
      if (key.toString().contains("hangs")) {
        hanging.release();
        try {
          letGo.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      super.save(key, token);
    }
  }

  private final CountingZoho zoho = new CountingZoho(InstantSource.system());
  private final HangingStore store = new HangingStore();

  @AfterEach
  void close() {
    store.letGo.countDown();
    zoho.close();
  }

  private SelfClient client(TokenStore tokens) {
    return zoho.client().tokenStore(tokens).callerTimeout(Duration.ofSeconds(30)).build();
  }

  private CompletableFuture<SignInResult> inBackground(SelfClient client, TokenOwner owner) {
    return CompletableFuture.supplyAsync(
        () -> client.exchange("1.code", owner), task -> new Thread(task).start());
  }

  @Test
  void savesThatHang_holdUpNoOtherStore_andNoOtherRecord() throws Exception {
    try (SelfClient unlucky = client(store);
        SelfClient sameStore = client(store);
        SelfClient otherStore = client(TokenStore.inMemory())) {
      List<CompletableFuture<SignInResult>> late = new ArrayList<>();
      for (int i = 0; i < HANGING; i++) {
        late.add(inBackground(unlucky, TokenOwner.user("hangs" + i)));
      }
      store.hanging.acquire(HANGING);
      for (int i = 0; i < SIGN_INS; i++) {
        TokenOwner owner = TokenOwner.user("user" + i);
        assertThat(otherStore.exchange("1.code", owner)).isNotNull();
        assertThat(sameStore.exchange("1.code", owner)).isNotNull();
      }
      store.letGo.countDown();
      for (CompletableFuture<SignInResult> signIn : late) {
        assertThat(signIn.get()).isNotNull();
      }
    }
  }

  @Test
  void renewalThatHangsInItsSave_failsAnotherSaveOfItsRecordByName() throws Exception {
    TokenOwner owner = TokenOwner.user("hangs");
    TokenKey key = new TokenKey(Scene.CLIENT_ID, owner);
    StoredToken old = zoho.record("old", InstantSource.system().instant().minusSeconds(7200));
    store.tokens.save(key, old);
    try (SelfClient renewing = client(store);
        SelfClient signingIn = client(store)) {
      CompletableFuture<AccessToken> renewed = renewing.forOwner(owner).getAccessTokenAsync();
      store.hanging.acquire();
      assertThatThrownBy(() -> signingIn.exchange("1.code", owner))
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining("has not completed within 10 seconds. Nothing was written.");
      store.letGo.countDown();
      assertThat(renewed.get().value()).isEqualTo("1.access-1");
    }
  }

  @Test
  void leaseThatIsNeverClosed_endsByItself() {
    JvmLease.Swap swap = (key, seen, next) -> true;
    StoredToken next = zoho.record("next", Scene.NOW);
    long taken = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // running time may overflow
    TokenStore.Lease lost = lease(swap, taken).orElseThrow();
    assertThat(lease(swap, taken + Duration.ofSeconds(24).toNanos())).isEmpty();
    assertThat(lost.replace(next)).isTrue();
    TokenStore.Lease another = lease(swap, taken + Duration.ofSeconds(25).toNanos()).orElseThrow();
    assertThat(lost.replace(next)).isFalse();
    lost.close();
    assertThat(lease(swap, taken + Duration.ofSeconds(26).toNanos())).isEmpty();
    assertThat(another.replace(next)).isTrue();
    another.close();
    assertThat(lease(swap, taken)).isPresent();
  }

  private Optional<TokenStore.Lease> lease(JvmLease.Swap swap, long nanoTime) {
    return JvmLease.tryTake(store, Scene.KEY, swap, nanoTime);
  }
}
