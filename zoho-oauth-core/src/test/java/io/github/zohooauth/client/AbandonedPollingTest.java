package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.DeviceZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left when the program no longer waits for a person's decision. */
class AbandonedPollingTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");
  private static final Duration LIFE = Duration.ofMinutes(5);

  private DeviceStage stage;

  @BeforeEach
  void start() throws IOException {
    stage = new DeviceStage(new IdleTime());
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void cancel_whileTokensAreOnTheirWay_storesThem_andPollsNoMore() throws Exception {
    AtomicReference<CompletableFuture<SignInResult>> future = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch saved = new CountDownLatch(1);
    stage.polls(
        DeviceStage.tokens()
            .meanwhile(
                () -> {
                  await(begun);
                  future.get().cancel(true);
                }));
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<StoredToken> load(TokenKey key) {
            return stage.store.load(key);
          }

          @Override
          public void save(TokenKey key, StoredToken token) {
            stage.store.save(key, token);
            saved.countDown();
          }

          @Override
          public void delete(TokenKey key) {
            stage.store.delete(key);
          }
        };
    try (DeviceClient client = stage.builder().tokenStore(store).build()) {
      future.set(client.exchangeAsync(client.deviceAuthorization("A.b"), granted -> OWNER));
      begun.countDown();
      await(saved);
      assertThat(future.get().isCancelled()).isTrue();
      assertThat(client.isAuthorized(OWNER)).isTrue();
      assertThat(client.forOwner(OWNER).getAccessToken().value())
          .isEqualTo(PlantedSecret.ISSUED_ACCESS_TOKEN.value);
      assertThat(stage.polledAt()).containsExactly(30L);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void interrupt_endsPolling_andWhoComesBackKeepsThePace() throws Exception {
    Thread caller = Thread.currentThread();
    stage.close();
    stage = new DeviceStage(new ManualTime());
    stage.polls(DeviceZoho.Step.error("slow_down"), DeviceStage.tokens());
    FutureTask<Duration> left =
        new FutureTask<>(
            () -> {
              stage.time.passPause();
              Duration second = stage.time.awaitPause(LIFE);
              stage.time.advance(Duration.ofSeconds(20));
              caller.interrupt();
              return second;
            });
    new Thread(left).start();
    try (DeviceClient client = stage.builder().build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      assertThatThrownBy(() -> client.exchange(prompt, signIn -> OWNER))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(left.get(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofSeconds(35));
      stage.time.awaitNoPause();
      assertThat(stage.polledAt()).containsExactly(30L);

      CompletableFuture<SignInResult> again = client.exchangeAsync(prompt, signIn -> OWNER);
      assertThatThrownBy(() -> client.exchange(prompt))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("authorization:");
      stage.time.passPause();
      again.get(10, TimeUnit.SECONDS);
      assertThat(stage.polledAt()).containsExactly(30L, 65L);
      assertThatThrownBy(() -> client.exchange(prompt))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("over");
    }
  }

  @Test
  void close_endsPolling() throws Exception {
    stage.close();
    stage = new DeviceStage(new ManualTime());
    DeviceClient client = stage.builder().build();
    CompletableFuture<SignInResult> token =
        client.exchangeAsync(client.deviceAuthorization("A.b"), granted -> OWNER);
    Duration unused = stage.time.awaitPause(LIFE);
    client.close();
    stage.time.awaitNoPause();
    assertThatThrownBy(() -> token.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(stage.polledAt()).isEmpty();
  }

  @Test
  void close_waitsForTokensThatHaveCome() throws Exception {
    stage.polls(DeviceStage.tokens());
    DeviceClient client = stage.builder().build();
    Thread caller = Thread.currentThread();
    Thread closing = new Thread(client::close);
    client.exchange(
        client.deviceAuthorization("A.b"),
        signIn -> {
          assertThat(Thread.currentThread()).isSameAs(caller);
          closing.start();
          while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
            Thread.onSpinWait();
          }
          assertThat(closing.isAlive()).as("close() waits").isTrue();
          return OWNER;
        });
    assertThat(stage.stored(OWNER)).isPresent();
    closing.join();
  }

  @Test
  void close_whileTokensAreOnTheirWay_storesThem() throws Exception {
    AtomicReference<DeviceClient> open = new AtomicReference<>();
    CompletableFuture<Boolean> stored = new CompletableFuture<>();
    Thread closing =
        new Thread(
            () -> {
              open.get().close();
              stored.complete(stage.stored(OWNER).isPresent());
            });
    stage.polls(
        DeviceStage.tokens()
            .meanwhile(
                () -> {
                  closing.start();
                  while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
                    Thread.onSpinWait();
                  }
                }));
    open.set(stage.builder().build());
    CompletableFuture<SignInResult> result =
        open.get().exchangeAsync(open.get().deviceAuthorization("A.b"), signIn -> OWNER);
    assertThat(stored.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(result.get(10, TimeUnit.SECONDS).owner()).isEqualTo(OWNER);
    assertThat(stage.polledAt()).containsExactly(30L);
  }

  @Test
  void interrupt_whileTokensAreOnTheirWay_storesThem_andLeavesAtOnce() throws Exception {
    Thread caller = Thread.currentThread();
    CountDownLatch left = new CountDownLatch(1);
    stage.polls(
        DeviceStage.tokens()
            .meanwhile(
                () -> {
                  caller.interrupt();
                  await(left);
                }));
    DeviceClient client = stage.builder().build();
    DeviceAuthorization authorization = client.deviceAuthorization("A.b");
    assertThatThrownBy(() -> client.exchange(authorization, signIn -> OWNER))
        .isInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    left.countDown();
    client.close();
    assertThat(stage.stored(OWNER)).isPresent();
    assertThat(stage.polledAt()).containsExactly(30L);
  }
}
