package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.testkit.DeviceZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A device authorization that is made by hand, or kept as text over a restart. */
class DeviceAuthorizationTextTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");
  private static final URI PAGE = URI.create("https://accounts.zoho.eu/oauth/v3/device");
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Instant EXPIRES_AT = Scene.NOW.plus(LIFE).plusNanos(123);

  private static DeviceAuthorization byHand(String deviceCode, @Nullable URI complete) {
    return new DeviceAuthorization(
        Scene.CLIENT_ID,
        deviceCode,
        "WDJB MJHT",
        PAGE,
        complete,
        Duration.ofMillis(5_001),
        EXPIRES_AT,
        Set.of("ZohoCRM.modules.READ", "openid"));
  }

  @Test
  void text_isOneLine_thatHoldsEverything() {
    URI complete = URI.create(PAGE + "?user_code=WDJB%20MJHT");
    for (DeviceAuthorization each : List.of(byHand("1000.a", null), byHand("1000.a", complete))) {
      assertThat(each.text()).doesNotContain("\n").contains("1000.a");
      assertThat(DeviceAuthorization.parse(each.text())).isEqualTo(each);
    }
    assertThat(byHand("1000.a", null).linkUri()).isEqualTo(PAGE);
    assertThat(byHand("1000.a", complete).linkUri()).isEqualTo(complete);
  }

  @Test
  void madeByHand_isExchangedByItsText_withAFullPauseFirst() throws Exception {
    try (DeviceStage stage = new DeviceStage(new IdleTime())) {
      stage.polls(DeviceStage.tokens());
      String text = byHand(stage.deviceCode, null).text();
      stage.time.advance(Duration.ofSeconds(100));
      try (DeviceClient client = stage.builder().build()) {
        SignInResult signedIn = client.exchange(DeviceAuthorization.parse(text), signIn -> OWNER);
        assertThat(signedIn.accessToken().scopes()).isNotEmpty();
      }
      assertThat(stage.polledAt()).containsExactly(130L);
      assertThat(stage.stored(OWNER)).isPresent();
    }
  }

  @Test
  void restart_goesOnFromTheText_alsoAtTheUsersDataCenter() throws Exception {
    try (DeviceStage stage = new DeviceStage(new ManualTime())) {
      stage.polls(
          DeviceZoho.Step.otherDataCenter("in"),
          DeviceZoho.Step.otherDataCenter("in"),
          DeviceStage.tokens());
      String text;
      try (DeviceClient before = stage.builder().build()) {
        DeviceAuthorization authorization = before.deviceAuthorization("A.b");
        text = authorization.text();
        CompletableFuture<SignInResult> unused = before.exchangeAsync(authorization);
        stage.time.passPause();
        assertThat(stage.time.awaitPause(LIFE)).isEqualTo(Duration.ofSeconds(30));
        assertThat(stage.time.instant()).isEqualTo(Scene.NOW.plusSeconds(30));
      }
      stage.time.awaitNoPause();
      stage.time.advance(Duration.ofSeconds(10));
      try (DeviceClient after = stage.builder().build()) {
        CompletableFuture<SignInResult> result =
            after.exchangeAsync(DeviceAuthorization.parse(text), signIn -> OWNER);
        stage.time.passPause();
        stage.time.passPause();
        assertThat(result.get().accessToken().dataCenter().location()).isEqualTo("in");
      }
      assertThat(stage.polledAt()).containsExactly(30L, 70L, 100L);
    }
  }

  @Test
  void parts_areCopied_andNotShown() {
    Set<String> scopes = new HashSet<>(Set.of("A.b"));
    String secret = PlantedSecret.DEVICE_CODE.value;
    URI page = URI.create(PAGE + "?user_code=" + secret);
    DeviceAuthorization authorization =
        new DeviceAuthorization(
            Scene.CLIENT_ID, secret, secret, page, page, Duration.ofSeconds(5), EXPIRES_AT, scopes);
    scopes.add("C.d");
    assertThat(authorization.scopes()).containsExactly("A.b");
    assertThatThrownBy(() -> authorization.scopes().add("C.d"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(authorization.toString()).contains(PAGE.toString()).doesNotContain("user_code");
    assertThat(PlantedSecret.shownIn(authorization.toString())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1000.PROOFCLIENT,1000.PROOF CLIENT,clientId",
    "1000.a-secret,1000.a secret,deviceCode",
    "WDJB MJHT,WDJB\\u0000MJHT,userCode",
    "https://accounts.zoho.eu/,javascript:alert(1)//,verificationUri",
    "https://accounts.zoho.eu/,http://accounts.zoho.eu/,verificationUri",
    "https://accounts.zoho.eu/,https://accounts.zoho.eu@evil.example/,verificationUri",
    "https://accounts.zoho.eu/,//accounts.zoho.eu/,verificationUri",
    "PT5.001S,PT0S,interval",
    "PT5.001S,PT25H,interval",
    "openid,open id,scopes",
    "2026,1926,expiresAt"
  })
  void malformedPart_isRefused(String good, String bad, String option) {
    String text = byHand("1000.a-secret", null).text();
    assertThat(text).contains(good);
    assertThatThrownBy(() -> DeviceAuthorization.parse(text.replace(good, bad)))
        .as(option)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text: not the text of a device authorization")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"zohoAuthorizationRequest\":1}",
        "{\"zohoDeviceAuthorization\":1}",
        "{\"zohoDeviceAuthorization\":2,\"clientId\":\"1000.SECRET\"}"
      })
  void anotherText_isRefused_withoutItsWords(String text) {
    assertThatThrownBy(() -> DeviceAuthorization.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text: not the text of a device authorization");
  }

  @Test
  void truncatedText_isRefused() {
    String text = byHand("1000.a", URI.create(PAGE + "?user_code=WDJB")).text();
    for (int end = 0; end < text.length(); end++) {
      String part = text.substring(0, end);
      assertThatThrownBy(() -> DeviceAuthorization.parse(part))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without nullness checks may pass
  void missingPart_isRefusedByItsName() {
    Duration five = Duration.ofSeconds(5);
    Set<String> none = Set.of();
    record Case(String option, Runnable make) {}
    for (Case each :
        List.of(
            new Case("clientId", () -> of(null, "a", "W", PAGE, five, EXPIRES_AT, none)),
            new Case("deviceCode", () -> of("1000.A", null, "W", PAGE, five, EXPIRES_AT, none)),
            new Case("userCode", () -> of("1000.A", "a", null, PAGE, five, EXPIRES_AT, none)),
            new Case("verificationUri", () -> of("1000.A", "a", "W", null, five, EXPIRES_AT, none)),
            new Case("interval", () -> of("1000.A", "a", "W", PAGE, null, EXPIRES_AT, none)),
            new Case("expiresAt", () -> of("1000.A", "a", "W", PAGE, five, null, none)),
            new Case("scopes", () -> of("1000.A", "a", "W", PAGE, five, EXPIRES_AT, null)))) {
      assertThatThrownBy(each.make()::run).hasMessageContaining(each.option());
    }
    assertThat(of("1000.A", "a", "W", PAGE, five, EXPIRES_AT, none).scopes()).isEmpty();
  }

  @SuppressWarnings("NullAway")
  private static DeviceAuthorization of(
      @Nullable String clientId,
      @Nullable String deviceCode,
      @Nullable String userCode,
      @Nullable URI page,
      @Nullable Duration interval,
      @Nullable Instant expiresAt,
      @Nullable Set<String> scopes) {
    return new DeviceAuthorization(
        clientId, deviceCode, userCode, page, null, interval, expiresAt, scopes);
  }
}
