package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.internal.runtime.Futures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.DeviceHistory;
import io.github.zohooauth.testkit.DeviceZoho;
import io.github.zohooauth.testkit.ForbiddenServer;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever happens, a device is polled when and where it has to be, and never after the end. */
@Tag("N1")
class DeviceProofTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static DeviceZoho zoho;
  private static ForbiddenServer trap;
  private static HttpClient http;

  @BeforeAll
  static void start() throws IOException {
    zoho = DeviceZoho.start();
    trap = new ForbiddenServer();
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() throws IOException {
    zoho.close();
    trap.close();
  }

  @Test
  void everyHistory_isPolledOnTime_andEndsOnTime() {
    Random chance = new Random(Proof.seed("N1", 20260305));
    String nowhere = trap.base().substring("http://".length());
    List<DeviceHistory> histories =
        IntStream.range(0, Proof.size(60, 1000))
            .mapToObj(number -> DeviceHistory.of(number, chance, zoho, nowhere))
            .toList();
    Proof.holds("N1", histories, DeviceProofTest::hold);
    assertThat(histories).allSatisfy(DeviceProofTest::holdPolls); // and nothing was sent later
  }

  private static void hold(DeviceHistory history) throws Exception {
    ManualTime time = new ManualTime();
    zoho.at(time);
    zoho.begins(CannedAnswer.json(200, history.start()));
    zoho.polls(history.deviceCode(), history.steps());
    TokenStore store = TokenStore.inMemory();
    try (DeviceClient client =
        DeviceClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(zoho.dataCenter("eu"), PlantedSecret.CLIENT_SECRET.value)
            .clientSecret(zoho.dataCenter("in"), PlantedSecret.OTHER_CLIENT_SECRET.value)
            .dataCenter(zoho.dataCenter("eu"))
            .dataCenters(zoho.dataCenter("in"), zoho.dataCenter("au"))
            .tokenStore(store)
            .httpClient(http)
            .clock(time)
            .pauses(time)
            .build()) {
      DeviceAuthorization prompt = client.deviceAuthorization("ZohoCRM.modules.READ");
      CompletableFuture<SignInResult> token = client.exchangeAsync(prompt);
      run(token, time, history.cancelAt());
      holdEnd(history, token);
      assertThat(time.instant()).as("the end").isEqualTo(Scene.NOW.plus(history.endsAt()));
      assertThat(time.instant()).isBeforeOrEqualTo(prompt.expiresAt().plusSeconds(20));
      assertThat(store.load(Scene.KEY).map(StoredToken::location))
          .isEqualTo(
              history.polls().stream()
                  .filter(poll -> history.end() == DeviceHistory.End.TOKENS)
                  .reduce((first, last) -> last)
                  .map(DeviceHistory.Expected::location));
      time.advance(HOUR); // no pause is left that polls once more
    }
    holdPolls(history);
    assertThat(trap.caught()).isFalse();
  }

  /** Lets time pass from pause to pause, until it is over or the caller gives up. */
  private static void run(
      CompletableFuture<SignInResult> token, ManualTime time, @Nullable Duration cancelAt)
      throws Exception {
    if (cancelAt == null) {
      time.drive(token);
    } else {
      time.drive(token, cancelAt);
      token.cancel(true);
    }
  }

  private static void holdEnd(DeviceHistory history, CompletableFuture<SignInResult> token) {
    DeviceHistory.End end = history.end();
    assertThat(token.isCancelled()).isEqualTo(end == DeviceHistory.End.CANCELLED);
    if (end == DeviceHistory.End.TOKENS) {
      assertThat(token.join().accessToken().value())
          .isEqualTo(PlantedSecret.ISSUED_ACCESS_TOKEN.value);
    } else if (end.type != null) {
      Throwable failure = Futures.cause(catchThrowable(token::join));
      assertThat(failure).isExactlyInstanceOf(end.type).hasMessageContaining(end.words);
      assertThat(failure).hasMessageNotContaining(history.deviceCode());
    }
  }

  private static void holdPolls(DeviceHistory history) {
    List<DeviceZoho.Request> sent = zoho.requestsWith(history.deviceCode());
    assertThat(sent)
        .extracting(
            poll ->
                new DeviceHistory.Expected(poll.location(), Duration.between(Scene.NOW, poll.at())))
        .isEqualTo(history.polls());
    assertThat(sent)
        .allSatisfy(
            poll -> {
              String secret =
                  (poll.location().equals("in")
                          ? PlantedSecret.OTHER_CLIENT_SECRET
                          : PlantedSecret.CLIENT_SECRET)
                      .value;
              assertThat(poll.field("client_secret")).isEqualTo(secret);
              assertThat(poll.field("grant_type")).isEqualTo("device_token");
              assertThat(poll.query()).isEmpty();
            });
  }
}
