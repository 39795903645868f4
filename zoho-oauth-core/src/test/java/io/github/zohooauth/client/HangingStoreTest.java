package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store whose writes hang does not make the client forget what it has asked of Zoho. */
@Timeout(20)
class HangingStoreTest {

  private static final int LATER_CALLERS = 3;

  /** Reads, and writes nothing before it is let go. */
  private static final class HangingStore extends PassedOnStore {

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final Semaphore writing = new Semaphore(0);
    private final Semaphore givenBack = new Semaphore(0);

    @Override
    public Optional<Lease> tryLease(TokenKey key) {
      return tokens
          .tryLease(key)
          .map(lease -> key.equals(Scene.KEY) ? new HangingLease(lease, this) : lease);
    }
  }

  private record HangingLease(TokenStore.Lease lease, HangingStore store)
      implements TokenStore.Lease {

    @Override
    public Optional<StoredToken> current() {
      return lease.current();
    }

    @Override
    public boolean replace(StoredToken next) {
      store.writing.release();
      try {
        store.letGo.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return lease.replace(next);
    }

    @Override
    public void close() {
      lease.close();
      store.givenBack.release();
    }
  }

  @Test
  void writeThatHangs_costsOneCall_untilItReturns() throws Exception {
    ManualTime time = new ManualTime();
    HangingStore store = new HangingStore();
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client = zoho.client().tokenStore(store).pauses(time).build()) {
      store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
      CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
      store.writing.acquire();
      time.advance(Duration.ofSeconds(5)); // the caller waits no longer for the store
      assertThat(caller.get().value()).isEqualTo("1.access-1");
      time.advance(Duration.ofHours(2));
      for (int i = 0; i < LATER_CALLERS; i++) {
        CompletableFuture<AccessToken> later = client.getAccessTokenAsync();
        time.advance(Duration.ofSeconds(60));
        assertThat(later).failsWithin(Scene.HANG_GUARD);
      }
      assertThat(zoho.refreshes).hasValue(1);
      store.letGo.countDown();
      store.givenBack.acquire();
      assertThat(client.getAccessToken().value()).isEqualTo("1.access-2");
    }
  }

  @Test
  void callerBehindACallThatHangs_isToldSo() throws Exception {
    ManualTime time = new ManualTime();
    HangingStore store = new HangingStore();
    TokenOwner other = TokenOwner.user("another");
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client =
            zoho.client().tokenStore(store).pauses(time).maxConcurrentRenewals(1).build()) {
      StoredToken expired = zoho.record("old", time.instant().minus(Duration.ofHours(2)));
      store.save(Scene.KEY, expired);
      store.save(new TokenKey(Scene.CLIENT_ID, other), expired);
      CompletableFuture<AccessToken> first = client.getAccessTokenAsync();
      store.writing.acquire();
      time.advance(Duration.ofSeconds(5)); // the caller waits no longer for the store
      assertThat(first).succeedsWithin(Scene.HANG_GUARD);
      time.advance(Duration.ofHours(2));
      CompletableFuture<AccessToken> behind = client.getAccessTokenAsync();
      assertThat(client.forOwner(other).getAccessTokenAsync())
          .as("another owner, whose turn comes when the first renewal has given its place up")
          .succeedsWithin(Scene.HANG_GUARD);
      time.advance(Duration.ofSeconds(30));
      assertThat(behind)
          .failsWithin(Scene.HANG_GUARD)
          .withThrowableThat()
          .withMessageContaining("A call of the token store for this owner has not returned");
      store.letGo.countDown();
    }
  }

  /** The other way in which a store may never be told: an executor that drops what it is given. */
  @Test
  void executorThatLosesItsWork_losesNoToken() throws Exception {
    ManualTime time = new ManualTime();
    AtomicBoolean loses = new AtomicBoolean();
    HangingStore store = new HangingStore();
    store.letGo.countDown();
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient unlucky =
            zoho.client()
                .tokenStore(store)
                .pauses(time)
                .executor(
                    work -> {
                      if (!loses.get()) {
                        work.run();
                      }
                    })
                .build();
        SelfClient another = zoho.client().tokenStore(store).build()) {
      store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
      CountDownLatch received = new CountDownLatch(1);
      zoho.script =
          number -> {
            loses.set(true);
            received.countDown();
            return null;
          };
      CompletableFuture<AccessToken> token = unlucky.getAccessTokenAsync();
      received.await();
      Duration unused = time.awaitPause(Duration.ofSeconds(5)); // for the write that is lost
      time.advance(Duration.ofSeconds(5));
      assertThat(token.get().value()).isEqualTo("1.access-1");
      time.advance(Duration.ofSeconds(20)); // the attempt ends with its lease
      assertThat(another.getAccessToken()).isEqualTo(token.get());
    }
  }

  /**
   * After a timeout the lease is given back as soon as the store returns, also without a thread.
   */
  @Test
  @Timeout(60) // close() waits 25 s for a lease that is kept, and would hide the assertion
  void leaseOfAnAttemptThatIsLate_isGivenBack_alsoWhereNoThreadCanBeHad() throws Exception {
    ManualTime time = new ManualTime();
    HangingStore store = new HangingStore();
    AtomicBoolean full = new AtomicBoolean();
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client =
            zoho.client()
                .tokenStore(store)
                .pauses(time)
                .executor(ForkJoinPool.commonPool())
                .watch(threads -> work -> execute(work, threads, full))
                .build()) {
      store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
      CompletableFuture<AccessToken> unused = client.getAccessTokenAsync();
      store.writing.acquire();
      full.set(true);
      time.advance(Duration.ofSeconds(60));
      store.letGo.countDown();
      assertThat(store.givenBack.tryAcquire(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS))
          .as("given back")
          .isTrue();
      full.set(false);
    }
  }

  private static void execute(Runnable work, Executor threads, AtomicBoolean full) {
    if (full.get()) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    threads.execute(work);
  }
}
