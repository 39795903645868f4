package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.SeenLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A function that does not return the client secret, and the time that it shares with a call. */
@Timeout(30)
class HangingSecretTest {

  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  /** Notes how long calls may take. */
  private static final class NotingTime extends ManualTime {

    final ConcurrentLinkedQueue<Duration> limits = new ConcurrentLinkedQueue<>();

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> limit(
        CompletableFuture<T> work, Duration duration) {
      limits.add(duration);
      return super.limit(work, duration);
    }
  }

  private final NotingTime time = new NotingTime();
  private final CountingZoho zoho = new CountingZoho(time);
  private final TokenStore store = TokenStore.inMemory();
  private final Semaphore asked = new Semaphore(0);
  private final Semaphore interrupted = new Semaphore(0);
  private final CountDownLatch free = new CountDownLatch(1);
  private volatile boolean hangs = true;
  private volatile boolean isDeaf;
  private volatile SelfClient client;

  @BeforeEach
  void build() {
    client = builder().callerTimeout(Duration.ofHours(1)).build();
  }

  private SelfClient.Builder builder() {
    return zoho.client().clientSecret(this::secret).tokenStore(store).pauses(time);
  }

  private void rebuild(SelfClient.Builder builder) {
    client.close();
    client = builder.build();
  }

  @AfterEach
  void close() {
    free.countDown();
    client.close();
    zoho.close();
  }

  private String secret() {
    asked.release();
    while (hangs && free.getCount() > 0) {
      try {
        free.await();
      } catch (InterruptedException e) {
        interrupted.release();
        if (!isDeaf) {
          throw new IllegalStateException(e);
        }
      }
    }
    return "secret";
  }

  private CompletableFuture<AccessToken> ask(String user) {
    TokenOwner owner = TokenOwner.user(user);
    store.save(
        new TokenKey(Scene.CLIENT_ID, owner),
        zoho.record("old", time.instant().minus(Duration.ofHours(2))));
    return client.forOwner(owner).getAccessTokenAsync();
  }

  private static void await(Semaphore permits, int count) throws InterruptedException {
    assertThat(permits.tryAcquire(count, 10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void functionThatHangs_isInterruptedAfterFiveSeconds_andNothingIsSent() throws Exception {
    try (SeenLogs logs = new SeenLogs()) {
      CompletableFuture<AccessToken> token = ask("a");
      CompletableFuture<AccessToken> other = ask("b");
      await(asked, 2);
      time.advance(FIVE_SECONDS.minus(A_MOMENT));
      assertThat(token).isNotDone();
      time.advance(A_MOMENT);
      await(interrupted, 2);
      for (CompletableFuture<AccessToken> failed : List.of(token, other)) {
        assertThat(failed)
            .failsWithin(Scene.HANG_GUARD)
            .withThrowableThat()
            .havingCause()
            .isInstanceOf(ConfigurationException.class)
            .withMessageStartingWith(
                "The supplier of clientSecret(...) did not return within 5 seconds. Nothing was"
                    + " sent. Check the supplier.");
      }
      assertThat(logs.drain())
          .filteredOn(line -> line.contains("WARN"))
          .as("one for all owners")
          .singleElement()
          .asString()
          .contains("No client secret");
      CompletableFuture<AccessToken> later = ask("c");
      await(asked, 1);
      time.advance(FIVE_SECONDS);
      assertThat(later).failsWithin(Scene.HANG_GUARD);
      assertThat(logs.drain()).as("within a minute").noneMatch(line -> line.contains("WARN"));
    }
    assertThat(zoho.refreshes).hasValue(0);
    hangs = false;
    assertThat(client.forOwner(TokenOwner.user("a")).getAccessToken()).as("at once").isNotNull();
  }

  @Test
  void functionThatHangs_keepsNoPlaceOfOthers() throws Exception {
    rebuild(builder().maxConcurrentRenewals(1));
    CompletableFuture<AccessToken> token = ask("a");
    await(asked, 1);
    CompletableFuture<AccessToken> other = ask("b");
    hangs = false;
    time.advance(FIVE_SECONDS);
    assertThat(token).failsWithin(Scene.HANG_GUARD);
    assertThat(other).succeedsWithin(Scene.HANG_GUARD);
  }

  @Test
  void functionBeyond64ThatHang_isNotCalled_untilOneReturns() throws Exception {
    isDeaf = true;
    List<CompletableFuture<AccessToken>> hanging = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      hanging.add(ask("hangs" + i));
    }
    await(asked, 64);
    time.advance(FIVE_SECONDS);
    await(interrupted, 64);
    assertThat(hanging.get(63)).failsWithin(Scene.HANG_GUARD);
    assertThat(ask("beyond"))
        .failsWithin(Scene.HANG_GUARD)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(ConfigurationException.class)
        .withMessageStartingWith(
            "The supplier of clientSecret(...) has not returned from 64 calls. Nothing was sent.");
    assertThat(asked.availablePermits()).isZero();
    hangs = false;
    free.countDown();
    TokenOwner beyond = TokenOwner.user("beyond");
    AccessToken token = null;
    while (token == null) { // the threads return one after the other
      try {
        token = client.forOwner(beyond).getAccessToken();
      } catch (ConfigurationException e) {
        assertThat(e).hasMessageContaining("has not returned");
      }
    }
    assertThat(zoho.refreshes).hasValue(1);
  }

  /** What the first read and the first call took is taken from the second ones. */
  @Test
  void bothReadsAndBothCalls_shareTwentySeconds() {
    hangs = false;
    List<String> secrets = List.of("first", "second");
    rebuild(builder().clientSecret(() -> secrets.get(zoho.refreshes.get())));
    Duration lag = Duration.ofMillis(200);
    zoho.delay = lag;
    zoho.script =
        number ->
            number == 1 ? CannedAnswer.json(200, "{\"error\":\"invalid_client_secret\"}") : null;
    time.limits.clear();
    assertThat(ask("a")).succeedsWithin(Scene.HANG_GUARD);
    List<Duration> calls =
        time.limits.stream()
            .filter(limit -> limit.compareTo(Duration.ofSeconds(10)) > 0)
            .filter(limit -> limit.compareTo(Duration.ofSeconds(20)) < 0)
            .toList();
    assertThat(time.limits).filteredOn(FIVE_SECONDS::equals).hasSize(2);
    assertThat(calls).hasSize(2);
    assertThat(calls.get(1)).isLessThanOrEqualTo(calls.get(0).minus(lag));
  }

  @Test
  void requestTimeout_isTheLongestReadAsWell() throws Exception {
    rebuild(builder().requestTimeout(Duration.ofSeconds(2)));
    CompletableFuture<AccessToken> token = ask("a");
    await(asked, 1);
    time.advance(Duration.ofSeconds(2));
    assertThat(token)
        .failsWithin(Scene.HANG_GUARD)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(ConfigurationException.class);
  }

  /** A call of the client's own needs the secret. */
  @Test
  void functionThatAsksItsOwnClient_endsByTheDeadline() throws Exception {
    rebuild(
        builder()
            .clientSecret(
                () -> {
                  asked.release();
                  return client.forOwner(TokenOwner.user("a")).getAccessToken().value();
                }));
    CompletableFuture<AccessToken> token = ask("a");
    await(asked, 1);
    time.advance(FIVE_SECONDS);
    assertThat(token).failsWithin(Scene.HANG_GUARD);
    assertThat(zoho.refreshes).hasValue(0);
  }

  @Test
  void closedClient_asksNoFunction() {
    client.close();
    assertThatThrownBy(() -> client.exchange("1.code")).isInstanceOf(IllegalStateException.class);
    assertThat(asked.availablePermits()).isZero();
  }
}
