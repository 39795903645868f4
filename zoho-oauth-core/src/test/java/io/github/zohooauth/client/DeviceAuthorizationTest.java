package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.DeviceZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a device begins, and what of Zoho's answer may be shown to a person. */
class DeviceAuthorizationTest {

  private DeviceStage stage;

  @BeforeEach
  void start() throws IOException {
    stage = new DeviceStage(new IdleTime());
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private DeviceAuthorization begin() {
    try (DeviceClient client = stage.builder().build()) {
      return client.deviceAuthorization("ZohoCRM.modules.READ", "openid");
    }
  }

  private void answersWith(String member, String value) {
    String usual = stage.zoho.usualCodes(stage.deviceCode);
    stage.zoho.begins(
        CannedAnswer.json(
            200,
            usual.replaceFirst(
                "\"" + member + "\":(\"[^\"]*\"|[0-9]+)", Matcher.quoteReplacement(value))));
  }

  @Test
  void deviceAuthorization_asksWithoutSecret_inTheBodyAlone() {
    try (DeviceClient client = stage.builder().promptConsent().build()) {
      client.deviceAuthorization("ZohoCRM.modules.READ", "openid");
    }
    begin();
    assertThat(stage.zoho.requests)
        .extracting(DeviceZoho.Request::form)
        .containsExactly(
            "grant_type=device_request&client_id=1000.PROOFCLIENT"
                + "&scope=ZohoCRM.modules.READ%2Copenid&access_type=offline&prompt=consent",
            "grant_type=device_request&client_id=1000.PROOFCLIENT"
                + "&scope=ZohoCRM.modules.READ%2Copenid&access_type=offline");
    assertThat(stage.zoho.requests)
        .allSatisfy(
            request -> {
              assertThat(request.path()).isEqualTo("/oauth/v3/device/code");
              assertThat(request.query()).isEmpty();
            });
  }

  @Test
  void deviceAuthorization_showsCodesAsTheyAre_butNotInItsText() {
    String page = stage.zoho.accounts("eu") + "/oauth/v3/device";
    answersWith(
        "interval",
        "\"interval\":5,\"verification_uri_complete\":\"%s?user_code=WDJB-MJHT\"".formatted(page));
    DeviceAuthorization prompt = begin();
    assertThat(prompt.userCode()).isEqualTo("WDJB-MJHT");
    assertThat(prompt.verificationUri()).isEqualTo(URI.create(page));
    assertThat(prompt.linkUri())
        .isEqualTo(prompt.verificationUriComplete())
        .isEqualTo(URI.create(page + "?user_code=WDJB-MJHT"));
    assertThat(prompt.toString()).contains(page).doesNotContain("WDJB");
    assertThat(PlantedSecret.shownIn(prompt.toString())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "300,300",
    "'\"300\"',300",
    "60000,60",
    "300000,300",
    "3600,3600",
    "3601,3",
    "-1,300",
    "0,300",
    "null,300",
    "1e400,300",
    "999999999999999999,3600"
  })
  void expiresIn_isReadInEitherUnit(String json, long seconds) {
    answersWith("expires_in", "\"expires_in\":" + json);
    assertThat(DeviceStage.seconds(begin().expiresAt())).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "5,30",
    "5000,30",
    "'\"31000\"',31",
    "45,45",
    "45000,45",
    "999,999",
    "1000,30",
    "-1,30",
    "null,30",
    "true,30"
  })
  void interval_isReadInEitherUnit_andNeverBelowThirtySeconds(String json, long seconds) {
    String usual = stage.zoho.usualCodes(stage.deviceCode).replace("300", "3600");
    stage.zoho.begins(
        CannedAnswer.json(200, usual.replaceFirst("\"interval\":5", "\"interval\":" + json)));
    stage.polls(DeviceStage.tokens());
    try (DeviceClient client = stage.builder().build()) {
      client.exchange(client.deviceAuthorization("A.b"));
    }
    assertThat(stage.polledAt()).containsExactly(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://accounts.zoho.eu.evil.example/oauth/v3/device",
        "https://accounts.zoho.com@evil.example/",
        "https://user@accounts.zoho.com/oauth/v3/device",
        "http://accounts.zoho.com/oauth/v3/device",
        "https://accounts.zoho.com:8443/oauth/v3/device",
        "https://accounts.zoho.com\\\\@evil.example/",
        "https://\u0430ccounts.zoho.com/oauth/v3/device",
        "https://evil.example/https://accounts.zoho.com",
        "//accounts.zoho.com/oauth/v3/device",
        "https:accounts.zoho.com",
        "https://accounts.zoho.com/a b",
        "https://accounts.zoho.com/\\u001b[2J",
        "https://accounts.zoho.com./oauth/v3/device",
        "http://127.0.0.1:1/oauth/v3/device"
      })
  void verificationUri_elsewhere_isShownToNobody(String uri) {
    for (String member : new String[] {"verification_url", "verification_uri"}) {
      answersWith("verification_url", "\"%s\":\"%s\"".formatted(member, uri));
      assertThatThrownBy(this::begin)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("dataCenters(...)")
          .hasMessageNotContaining("evil");
    }
    answersWith("interval", "\"verification_uri_complete\":\"%s\"".formatted(uri));
    assertThatThrownBy(this::begin).isInstanceOf(ConfigurationException.class);
    assertThat(stage.zoho.requests).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://accounts.zoho.com/oauth/v3/device",
        "HTTPS://ACCOUNTS.zoho.com/oauth/v3/device?user_code=X",
        "https://accounts.zohocloud.ca/d"
      })
  void verificationUri_onAKnownAccountsServer_isShownAsItCame(String uri) {
    answersWith("verification_url", "\"verification_url\":\"%s\"".formatted(uri));
    assertThat(begin().verificationUri()).hasToString(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "A\\u0000B", "A\\nB", "\u00dcBER", "A ", "\\u202eABC"})
  void userCode_thatNobodyCanRead_isRefused(String code) {
    for (String bad : new String[] {code, "A".repeat(65)}) {
      answersWith("user_code", "\"user_code\":\"%s\"".formatted(bad));
      assertThatThrownBy(this::begin).isInstanceOf(TemporaryFailureException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_client,client type",
    "invalid_scope,check the scopes",
    "invalid_code,client type",
    "unauthorized_client,client type"
  })
  void deviceAuthorization_refused_saysWhatToCheck(String error, String advice) {
    stage.zoho.begins(CannedAnswer.json(200, "{\"error\":\"%s\"}".formatted(error)));
    assertThatThrownBy(this::begin)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(advice);
  }

  @Test
  void deviceAuthorization_withoutSecretForHome_sendsNothing() {
    try (DeviceClient client =
        DeviceClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(DataCenter.IN, PlantedSecret.OTHER_CLIENT_SECRET.value)
            .dataCenter(stage.zoho.dataCenter("eu"))
            .requestTimeout(Duration.ofSeconds(10))
            .build()) {
      assertThatThrownBy(() -> client.deviceAuthorization("A.b"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("clientSecret(dataCenter, secret)");
    }
    assertThat(stage.zoho.requests).isEmpty();
  }
}
