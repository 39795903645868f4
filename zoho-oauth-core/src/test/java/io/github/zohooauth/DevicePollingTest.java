package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How waiting for a person's decision ends, and what is left then. */
class DevicePollingTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");

  private DeviceStage stage;

  @BeforeEach
  void start() throws IOException {
    stage = new DeviceStage(VirtualTime.passingByItself());
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private Optional<StoredToken> stored(TokenOwner owner) {
    return stage.store.load(new TokenKey(Scene.CLIENT_ID, owner));
  }

  @Test
  void exchange_polls_stores_andRenewsByRefreshToken() {
    stage.polls(DeviceStage.pending(), DeviceStage.tokens());
    try (DeviceClient client = stage.builder().build()) {
      AccessToken token = client.exchange(client.deviceAuthorization("A.b"), OWNER);
      assertThat(stage.polledAt()).containsExactly(30L, 60L);
      assertThat(client.forOwner(OWNER).getAccessToken()).isEqualTo(token);
      stage.time.advance(Duration.ofHours(1));
      client.forOwner(OWNER).getAccessToken();
      assertThat(stage.zoho.requests)
          .last()
          .extracting(DeviceZoho.Request::path)
          .isEqualTo("/oauth/v2/token");
    }
  }

  @Test
  void exchange_withOptions_polls_atTheirTimes() {
    stage.polls(DeviceZoho.Step.error("slow_down"), DeviceStage.pending(), DeviceStage.tokens());
    try (DeviceClient client =
        stage
            .builder()
            .pollInterval(Duration.ofSeconds(7))
            .slowDown(Duration.ofSeconds(2))
            .build()) {
      client.exchange(client.deviceAuthorization("A.b"));
    }
    assertThat(stage.polledAt()).containsExactly(7L, 16L, 25L);
  }

  @Test
  void exchange_withoutAnswer_asksLessAndLess() {
    CompletableFuture<String> over = new CompletableFuture<>();
    DeviceZoho.Step silence = DeviceStage.pending().meanwhile(over::join);
    stage.polls(silence, silence, silence);
    try (DeviceClient client = stage.builder().requestTimeout(Duration.ofMillis(300)).build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      assertThatThrownBy(() -> client.exchange(prompt))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("start again")
          .hasRootCauseInstanceOf(Exception.class);
    }
    over.complete("");
    assertThat(stage.polledAt()).containsExactly(30L, 90L, 210L);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "access_denied,,AuthorizationRequiredException",
    "access_denied,the user said no,AuthorizationRequiredException",
    "access_denied,You have made Too Many Requests continuously,RateLimitedException",
    "Access Denied,You have made too many requests continuously,RateLimitedException",
    "Access Denied,,RateLimitedException",
    "invalid_code,,AuthorizationRequiredException",
    "invalid_grant,,AuthorizationRequiredException",
    "expired,,AuthorizationRequiredException",
    "expired_token,,AuthorizationRequiredException",
    "invalid_client,,ConfigurationException",
    "invalid_client_secret,,ConfigurationException"
  })
  void error_hasItsKind_andEndsPolling(String code, @Nullable String words, String kind) {
    String description = words == null ? "" : ",\"error_description\":\"%s\"".formatted(words);
    stage.polls(
        DeviceZoho.Step.of(Canned.json(200, "{\"error\":\"%s\"%s}".formatted(code, description))));
    try (DeviceClient client = stage.builder().build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      Throwable failure = catchThrowable(() -> client.exchange(prompt));
      assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
      assertThat(((ZohoOAuthException) failure).errorCode()).contains(code);
      assertThat(Secret.shownIn(failure)).isEmpty();
      assertThat(stage.polledAt()).containsExactly(30L);
      assertThat(stored(TokenOwner.unnamed())).isEmpty();
    }
  }

  @Test
  void cancel_whileTokensAreOnTheirWay_storesThem_andPollsNoMore() throws Exception {
    AtomicReference<CompletableFuture<AccessToken>> future = new AtomicReference<>();
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
          .isEqualTo(Secret.ISSUED_ACCESS_TOKEN.value);
      assertThat(stage.polledAt()).containsExactly(30L);
    }
  }

  @Test
  void interrupt_endsPolling_andWhoComesBackKeepsThePace() throws Exception {
    Thread caller = Thread.currentThread();
    stage.close();
    stage = new DeviceStage(VirtualTime.steered());
    stage.polls(DeviceZoho.Step.error("slow_down"), DeviceStage.tokens());
    CompletableFuture<VirtualTime.Pending> left =
        CompletableFuture.supplyAsync(
            () -> {
              stage.time.pass(stage.time.next());
              VirtualTime.Pending second = stage.time.next();
              stage.time.advance(Duration.ofSeconds(20));
              caller.interrupt();
              return second;
            });
    try (DeviceClient client = stage.builder().build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      assertThatThrownBy(() -> client.exchange(prompt, OWNER))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(left.get().end()).isCancelled();
      assertThat(stage.polledAt()).containsExactly(30L);

      CompletableFuture<AccessToken> again = client.exchangeAsync(prompt, OWNER);
      assertThatThrownBy(() -> client.exchange(prompt))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("prompt");
      stage.time.pass(stage.time.next());
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
    stage = new DeviceStage(VirtualTime.steered());
    DeviceClient client = stage.builder().build();
    CompletableFuture<AccessToken> token =
        client.exchangeAsync(client.deviceAuthorization("A.b"), granted -> OWNER);
    VirtualTime.Pending pause = stage.time.next();
    client.close();
    assertThat(pause.end()).isCancelled();
    assertThatThrownBy(() -> token.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(stage.polledAt()).isEmpty();
  }

  @Test
  void exchange_ofAnUnreadableStore_sendsNothing_andCostsNoConsent() {
    stage.polls(DeviceStage.tokens());
    AtomicReference<@Nullable RuntimeException> broken =
        new AtomicReference<>(new IllegalStateException("the disk is gone"));
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<StoredToken> load(TokenKey key) {
            RuntimeException failure = broken.get();
            if (failure != null) {
              throw failure;
            }
            return stage.store.load(key);
          }

          @Override
          public void save(TokenKey key, StoredToken token) {
            stage.store.save(key, token);
          }

          @Override
          public void delete(TokenKey key) {
            stage.store.delete(key);
          }
        };
    try (DeviceClient client = stage.builder().tokenStore(store).build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      assertThatThrownBy(() -> client.exchange(prompt)).isInstanceOf(TokenStoreException.class);
      assertThat(stage.polledAt()).isEmpty();
      broken.set(null);
      assertThat(client.exchange(prompt).value()).isEqualTo(Secret.ISSUED_ACCESS_TOKEN.value);
    }
  }

  @Test
  void exchange_whoseNamingFails_keepsNothing_andThrowsWhatItThrew() {
    stage.polls(DeviceStage.tokens());
    IllegalStateException failure = new IllegalStateException("nobody I know");
    try (DeviceClient client = stage.builder().build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      assertThatThrownBy(
              () ->
                  client.exchange(
                      prompt,
                      granted -> {
                        throw failure;
                      }))
          .isSameAs(failure);
    }
    assertThat(stored(OWNER)).isEmpty();
  }

  @Test
  void exchange_ofAnothersPrompt_isRefused() {
    try (DeviceClient one = stage.builder().build();
        DeviceClient other = stage.builder().build()) {
      DeviceAuthorization prompt = one.deviceAuthorization("A.b");
      assertThatThrownBy(() -> other.exchange(prompt))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("prompt");
    }
    assertThat(stage.polledAt()).isEmpty();
  }
}
