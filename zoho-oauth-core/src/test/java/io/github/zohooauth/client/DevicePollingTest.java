package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.DeviceZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a device asks for a person's decision, and how each answer ends that. */
class DevicePollingTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");

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
  void exchange_polls_stores_andRenewsByRefreshToken() {
    stage.polls(DeviceStage.pending(), DeviceStage.tokens());
    try (DeviceClient client = stage.builder().build()) {
      AccessToken token =
          client.exchange(client.deviceAuthorization("A.b"), signIn -> OWNER).accessToken();
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
  void exchange_withAnotherInterval_pollsAtItsTimes() {
    stage.polls(DeviceZoho.Step.error("slow_down"), DeviceStage.pending(), DeviceStage.tokens());
    try (DeviceClient client = stage.builder().pollInterval(Duration.ofSeconds(7)).build()) {
      client.exchange(client.deviceAuthorization("A.b"));
    }
    assertThat(stage.polledAt()).containsExactly(7L, 19L, 31L);
  }

  @Test
  void exchange_withoutAnswer_asksLessAndLess() {
    CompletableFuture<String> over = new CompletableFuture<>();
    DeviceZoho.Step silence = DeviceStage.pending().meanwhile(over::join);
    stage.polls(silence, silence, silence);
    try (DeviceClient patient = stage.builder().build();
        DeviceClient client = stage.builder().requestTimeout(Duration.ofSeconds(1)).build()) {
      DeviceAuthorization prompt = patient.deviceAuthorization("A.b");
      assertThatThrownBy(() -> client.exchange(prompt))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("start again")
          .hasRootCauseInstanceOf(Exception.class);
    }
    over.complete("");
    assertThat(stage.polledAt()).containsExactly(30L, 90L, 210L);
  }

  @Test
  void secretThatCannotBeRead_endsPolling_andTheSameCodeCanBeExchangedAgain() {
    AtomicBoolean isLocked = new AtomicBoolean(true);
    stage.polls(DeviceStage.tokens());
    try (DeviceClient client =
        stage
            .builder()
            .clientSecret(() -> isLocked.get() ? " " : PlantedSecret.CLIENT_SECRET.value)
            .build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      assertThatThrownBy(() -> client.exchange(prompt))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("Nothing was sent. Check the supplier.");
      assertThat(stage.polledAt()).isEmpty();
      isLocked.set(false);
      assertThat(client.exchange(prompt).isRenewable()).isTrue();
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
        DeviceZoho.Step.of(
            CannedAnswer.json(200, "{\"error\":\"%s\"%s}".formatted(code, description))));
    try (DeviceClient client = stage.builder().build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("A.b");
      Throwable failure = catchThrowable(() -> client.exchange(prompt));
      assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
      assertThat(((ZohoOAuthException) failure).errorCode()).contains(code);
      assertThat(PlantedSecret.shownIn(failure)).isEmpty();
      assertThat(stage.polledAt()).containsExactly(30L);
      assertThat(stage.stored(TokenOwner.unnamed())).isEmpty();
    }
  }
}
