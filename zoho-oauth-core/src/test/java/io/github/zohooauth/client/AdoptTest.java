package io.github.zohooauth.client;

import static io.github.zohooauth.client.AdoptStage.ADA;
import static io.github.zohooauth.client.AdoptStage.KEY;
import static io.github.zohooauth.client.AdoptStage.assertOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.NamingZoho;
import io.github.zohooauth.testkit.SeenLogs;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A refresh token that an application has already is adopted by a call. */
@Timeout(30)
class AdoptTest {

  private final AdoptStage stage = new AdoptStage();
  private final IdleTime time = stage.time;
  private final NamingZoho zoho = stage.zoho;
  private final TwoHosts.FailingStore store = stage.store;
  private final BlockingQueue<TokenListener.Event> adopted = stage.adopted;
  private SelfClient client = stage.client();

  @AfterEach
  void close() {
    client.close();
    stage.close();
  }

  private void restart() {
    client.close();
    client = stage.client();
  }

  @Test
  void adopt_storesTheToken_andTheFirstUseRenewsByIt() throws Exception {
    assertThat(client.isAuthorized()).isFalse();
    assertThat(client.adopt("1.brought")).isTrue();
    assertThat(zoho.refreshes).as("nothing is sent").isEmpty();
    assertThat(stage.stored().refreshToken()).isEqualTo("1.brought");
    assertThat(client.isAuthorized()).isTrue();
    assertOf("1.brought", client.getAccessToken());
    TokenListener.Event event = Objects.requireNonNull(adopted.poll(10, TimeUnit.SECONDS));
    assertThat(event.owner()).isEqualTo(ADA);
    assertThat(event.clientId()).isEqualTo(Scene.CLIENT_ID);
    assertThat(event.dataCenter()).isEqualTo(zoho.dataCenter());
    assertThat(event.duration()).isZero();
  }

  @Test
  void adopt_ofTheSameAgain_changesNothing_alsoAfterARestart() throws Exception {
    assertThat(client.adopt("1.brought")).isTrue();
    AccessToken token = client.getAccessToken();
    StoredToken before = stage.stored();
    restart();
    assertThat(client.adopt("1.brought")).isFalse();
    assertThat(stage.stored()).as("with its calls").isEqualTo(before);
    assertThat(before.notes()).containsKey("calls");
    assertThat(client.getAccessToken()).isEqualTo(token);
    assertThat(zoho.refreshes).hasSize(1);
    assertThat(adopted.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(adopted).isEmpty();
  }

  @Test
  void adopt_ofTheSameAgain_changesNothing_afterANewerConsent() {
    client.adopt("1.brought");
    assertOf("1.consent-1", client.exchange("1.code").accessToken());
    restart();
    assertThat(client.adopt("1.brought")).isFalse();
    time.advance(Duration.ofHours(2));
    assertOf("1.consent-1", client.getAccessToken());
  }

  @Test
  void adopt_ofAnother_replacesTokenAndDetails_alsoInMemory() throws Exception {
    client.adopt("1.brought");
    store.save(KEY, stage.stored().withDetail("name", "Ada"));
    assertOf("1.brought", client.getAccessToken());
    adopted.take();
    try (SeenLogs logs = new SeenLogs()) {
      assertThat(client.adopt("1.another")).isTrue();
      assertThat(logs.drain())
          .anyMatch(
              line -> line.contains("WARNING") && line.contains("one that Zoho has not refused"))
          .noneMatch(line -> line.contains("1.brought") || line.contains("1.another"));
    }
    assertThat(adopted.take().owner()).isEqualTo(ADA);
    assertOf("1.another", client.getAccessToken());
    assertThat(client.details()).isEmpty();
  }

  @Test
  void adopt_ofAnother_replacesARefusedOne_withoutAWarning() {
    zoho.refused.add("1.brought");
    client.adopt("1.brought");
    for (int uses = 0; uses < 3; uses++) {
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("of another data center or client")
          .hasMessageContaining("an access token or an authorization code in place of")
          .hasMessageContaining("data center eu");
    }
    assertThat(zoho.refreshes).hasSize(1);
    assertThat(client.adopt("1.brought")).as("the refused one again").isFalse();
    assertThat(client.isAuthorized()).isFalse();
    try (SeenLogs logs = new SeenLogs()) {
      assertThat(client.adopt("1.another")).isTrue();
      assertThat(logs.drain()).noneMatch(line -> line.contains("WARNING"));
    }
    assertOf("1.another", client.getAccessToken());
  }

  @Test
  void adopt_warns_ifAnotherTokenThanTheStoredOneWasRefused() {
    zoho.refused.add("1.brought");
    client.adopt("1.brought");
    assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
    store.save(KEY, stage.stored().withRefreshToken("1.working"));
    try (SeenLogs logs = new SeenLogs()) {
      client.adopt("1.another");
      assertThat(logs.drain()).anyMatch(line -> line.contains("WARNING"));
    }
  }

  @Test
  void adopt_ofAnother_hasABudgetAndNoWaitOfTheOldOne() {
    zoho.throttled.add("1.brought");
    client.adopt("1.brought");
    assertThatThrownBy(client::getAccessToken).isInstanceOf(RateLimitedException.class);
    assertThatThrownBy(client::getAccessToken).isInstanceOf(RateLimitedException.class);
    assertThat(zoho.refreshes).hasSize(1);
    client.adopt("1.another");
    assertOf("1.another", client.getAccessToken());
  }

  @Test
  void adopt_ofTwoInTurns_staysBelowZohosLimit() {
    for (int turn = 0; turn < 20; turn++) {
      client.adopt(turn % 2 == 0 ? "1.brought" : "1.another");
      client.getAccessTokenAsync().exceptionally(failure -> null).join();
    }
    assertThat(zoho.refreshes).as("calls within ten minutes").hasSize(8);
  }

  @Test
  void refusal_afterTheFirstUse_isThatOfAnyRefreshToken() {
    client.adopt("1.brought");
    client.getAccessToken();
    zoho.refused.add("1.brought");
    time.advance(Duration.ofHours(2));
    assertThatThrownBy(client::getAccessToken)
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("no longer accepts the refresh token");
  }

  @Test
  void adopt_ofTheStoredOne_keepsItsAccessToken_andIsRemembered() {
    AccessToken token = client.exchange("1.code").accessToken();
    assertThat(client.adopt("1.consent-1")).as("it is there").isFalse();
    assertThat(stage.stored().accessToken()).as("stored access token").isNotNull();
    assertThat(client.getAccessToken()).isEqualTo(token);
    assertThat(adopted).isEmpty();
    client.exchange("1.another-code");
    assertThat(client.adopt("1.consent-1")).as("it was adopted").isFalse();
    assertThat(stage.stored().refreshToken()).isEqualTo("1.consent-2");
  }

  @Test
  void adopt_withAnOwnersName_leavesOthersAlone() {
    TokenOwner bob = TokenOwner.user("bob");
    assertThat(client.adopt("1.bobs", bob)).isTrue();
    assertThat(client.isAuthorized()).isFalse();
    assertOf("1.bobs", client.forOwner(bob).getAccessToken());
  }

  @Test
  void adopt_atAnotherDataCenter_asksThere() {
    try (NamingZoho home = new NamingZoho(time);
        SelfClient us =
            home.client()
                .dataCenter(DataCenter.of("us", home.dataCenter().accountsServer(), api("com")))
                .dataCenters(zoho.dataCenter())
                .tokenStore(store)
                .pauses(time)
                .owner(ADA)
                .build()) {
      home.refused.add("1.brought");
      us.adopt("1.brought");
      assertThatThrownBy(us::getAccessToken).hasMessageContaining("[data center us");
      assertThat(us.adopt("1.brought", ADA, zoho.dataCenter())).as("it was told where").isTrue();
      AccessToken token = us.getAccessToken();
      assertThat(token.dataCenter()).isEqualTo(zoho.dataCenter());
      assertThat(zoho.refreshes).containsExactly("1.brought");
      assertThat(us.adopt("1.brought")).as("it knows where").isFalse();
    }
  }

  private static URI api(String ending) {
    return URI.create("https://www.zohoapis." + ending);
  }

  @Test
  void adopt_overARecordOfAnUnknownDataCenter_replacesIt() {
    store.save(
        KEY,
        StoredToken.refreshing(
            DataCenter.of("xx", URI.create("https://xx.example"), api("com")), "1.xx"));
    assertThat(client.adopt("1.brought")).isTrue();
    assertOf("1.brought", client.getAccessToken());
  }
}
