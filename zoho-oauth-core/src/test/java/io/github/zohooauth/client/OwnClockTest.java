package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.LocalDataCenters;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Zoho asks to wait for passes with the application's clock, and timeouts pass without it. */
@Timeout(60)
@ExtendWith(LocalZohoExtension.class)
class OwnClockTest {

  private static final String POLL = "/oauth/v3/device/token";

  private static long polls(LocalZoho zoho) {
    return zoho.requests().stream().filter(request -> request.path().equals(POLL)).count();
  }

  private static DeviceClient client(LocalZoho zoho, Client registered) {
    return DeviceClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalDataCenters.of(zoho, "us"))
        .clock(zoho.clock())
        .build();
  }

  @Test
  void device_isPolledByTheClock(LocalZoho zoho) throws Exception {
    try (DeviceClient client = client(zoho, zoho.user("us").deviceClient())) {
      DeviceAuthorization prompt = client.deviceAuthorization("ZohoCRM.org.READ");
      zoho.browser(zoho.user("us")).enterUserCode(prompt.linkUri(), prompt.userCode());
      CompletableFuture<SignInResult> token =
          client.exchangeAsync(prompt, granted -> TokenOwner.user("ada"));
      zoho.clock().advance(Duration.ofSeconds(29));
      assertThat(polls(zoho)).isZero();
      zoho.clock().advance(Duration.ofSeconds(1));
      assertThat(token.get(20, TimeUnit.SECONDS)).isNotNull();
      assertThat(polls(zoho)).isEqualTo(1);
    }
  }

  @Test
  @SuppressWarnings("try") // it is closed early
  void device_whoseClockStandsStill_canBeCancelledAndClosed(LocalZoho zoho) {
    try (DeviceClient client = client(zoho, zoho.user("us").deviceClient())) {
      DeviceAuthorization prompt = client.deviceAuthorization("ZohoCRM.org.READ");
      assertThat(client.exchangeAsync(prompt).cancel(true)).isTrue();
      CompletableFuture<SignInResult> again = client.exchangeAsync(prompt);
      client.close();
      assertThatThrownBy(() -> again.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(polls(zoho)).isZero();
    }
  }

  @Test
  void backoff_passesByTheClock_andKeepsNoCallerLongerThanItsTimeout() {
    ManualTime time = new ManualTime();
    TokenStore store = TokenStore.inMemory();
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client =
            zoho.client().tokenStore(store).callerTimeout(Duration.ofSeconds(3)).build()) {
      store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
      zoho.script = number -> number == 1 ? CountingZoho.BROKEN : null;
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("No answer within 3 seconds");
      assertThat(zoho.refreshes).hasValue(1);
      time.advance(Duration.ofSeconds(2));
      assertThat(client.getAccessToken().value()).isEqualTo("1.access-2");
    }
  }
}
