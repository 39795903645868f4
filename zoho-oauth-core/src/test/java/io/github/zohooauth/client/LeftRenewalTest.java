package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All callers leave a renewal: only one that waits for its turn ends. */
@Timeout(10)
class LeftRenewalTest {

  private static final TokenOwner FIRST = TokenOwner.user("first");
  private static final TokenOwner LIVING = TokenOwner.user("living");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final class CountingStore extends PassedOnStore {

    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger leases = new AtomicInteger();

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      loads.incrementAndGet();
      return tokens.load(key);
    }

    @Override
    public Optional<Lease> tryLease(TokenKey key) {
      leases.incrementAndGet();
      return tokens.tryLease(key);
    }
  }

  private final ManualTime time = new ManualTime();
  private final CountingStore store = new CountingStore();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final CountingZoho zoho = new CountingZoho(time);
  private final SelfClient client =
      zoho.client().tokenStore(store).pauses(time).maxConcurrentRenewals(1).build();

  LeftRenewalTest() {
    zoho.script = number -> hold();
    save(FIRST, Duration.ofHours(2));
  }

  @AfterEach
  void close() {
    answers.countDown();
    client.close();
    zoho.close();
  }

  private @Nullable CannedAnswer hold() {
    arrived.countDown();
    try {
      assertThat(answers.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return null;
  }

  private void save(TokenOwner owner, Duration ago) {
    store.save(new TokenKey(Scene.CLIENT_ID, owner), zoho.record("old", time.instant().minus(ago)));
  }

  private CompletableFuture<AccessToken> ask(TokenOwner owner) {
    return client.forOwner(owner).getAccessTokenAsync();
  }

  private void requireOneRenewal() throws Exception {
    CompletableFuture<AccessToken> next = ask(FIRST);
    answers.countDown();
    assertThat(next).as("next caller's").succeedsWithin(PATIENCE);
    assertThat(next.get().value()).isEqualTo("1.access-1");
    assertThat(ask(FIRST)).isCompletedWithValue(next.get());
    assertThat(zoho.refreshes).hasValue(1);
    assertThat(store.loads).as("looks at the record").hasValue(1);
    assertThat(store.leases).hasValue(1);
  }

  @Test
  void renewalThatHasItsTurn_goesOn_ifItsLastCallerCancels() throws Exception {
    CompletableFuture<AccessToken> caller = ask(FIRST);
    arrived.await();
    caller.cancel(true);
    requireOneRenewal();
  }

  @Test
  void renewalThatHasItsTurn_goesOn_ifItsLastCallerIsInterrupted() throws Exception {
    CompletableFuture<Void> left = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              assertThatThrownBy(client.forOwner(FIRST)::getAccessToken)
                  .isInstanceOf(TemporaryFailureException.class);
              left.complete(null);
            });
    caller.start();
    arrived.await();
    caller.interrupt();
    left.get();
    requireOneRenewal();
  }

  /** Nobody waits for its result, but it is for later callers. */
  @Test
  void renewalBesideALivingToken_staysInTheQueue_ifACallerWhoJoinedItLeaves() throws Exception {
    save(LIVING, Duration.ofMinutes(50));
    AccessToken living = ask(LIVING).get();
    time.advance(Duration.ofMinutes(8)); // it is due, and lives for two minutes
    CompletableFuture<AccessToken> first = ask(FIRST);
    arrived.await();
    assertThat(ask(LIVING)).isCompletedWithValue(living);
    client.forOwner(LIVING).replaceRejectedAsync(living).cancel(true);
    answers.countDown();
    assertThat(first.get().value()).isEqualTo("1.access-1");
    long begun = System.nanoTime();
    while (stored(LIVING).equals(living)) {
      assertThat(System.nanoTime() - begun).as("time").isLessThan(PATIENCE.toNanos());
      Thread.onSpinWait();
    }
    assertThat(stored(LIVING).value()).isEqualTo("1.access-2");
  }

  private AccessToken stored(TokenOwner owner) {
    StoredToken record = store.tokens.load(new TokenKey(Scene.CLIENT_ID, owner)).orElseThrow();
    return record.accessTokenOf(zoho.dataCenter()).orElseThrow();
  }
}
