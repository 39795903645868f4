package io.github.zohooauth.localzoho.internal.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.DeviceCalls;
import io.github.zohooauth.localzoho.testkit.OpenId;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class DeviceFlowTest {
  private static final Duration PACE = Duration.ofSeconds(30);
  private static final String SCOPES = "ZohoCRM.org.READ,openid";

  private final LocalZoho zoho;
  private final DeviceCalls device;

  DeviceFlowTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.device = DeviceCalls.started(zoho, SCOPES);
  }

  @Test
  @DisplayName("5.1 the start tells codes, where to go and how long, in milliseconds")
  void start_tellsCodesAndPage() {
    String page = zoho.accountsServer("us") + "/oauth/v3/device";

    JsonNode answer = device.answer();

    assertThat(device.userCode()).matches("[B-Z]{4}-[B-Z]{4}");
    assertThat(device.deviceCode()).isNotEmpty();
    assertThat(answer.path("verification_url").asText()).isEqualTo(page);
    assertThat(answer.has("verification_uri")).isFalse();
    assertThat(answer.path("verification_uri_complete").asText())
        .isEqualTo(page + "?user_code=" + device.userCode());
    assertThat(answer.path("expires_in").asLong()).isEqualTo(300_000);
    assertThat(answer.path("interval").asLong()).isEqualTo(5_000);
  }

  @Test
  @DisplayName("5.1 only a non-browser client can start, enabled there, with scopes that exist")
  void start_ofAnotherClient_isInvalidClient() {
    String id = device.client().id();
    String selfClient = zoho.user("us").selfClient().id();
    String europes = zoho.user("eu").deviceClient().id();

    assertThat(TokenCalls.error(DeviceCalls.start(zoho, selfClient, SCOPES)))
        .isEqualTo("invalid_client");
    assertThat(TokenCalls.error(DeviceCalls.start(zoho, europes, SCOPES)))
        .isEqualTo("invalid_client");
    assertThat(TokenCalls.error(DeviceCalls.start(zoho, "1000.NOBODY", SCOPES)))
        .isEqualTo("invalid_client");
    assertThat(TokenCalls.error(DeviceCalls.start(zoho, id, "Nothing.at.READ")))
        .isEqualTo("invalid_scope");
    assertThat(TokenCalls.error(DeviceCalls.start(zoho, id, ""))).isEqualTo("invalid_scope");
  }

  @Test
  @DisplayName("8.2 a wrong method or grant_type is HTTP 400 with a page")
  void wrongMethodOrGrantType_isHtml() {
    for (String path : new String[] {DeviceCalls.CODE, DeviceCalls.TOKEN}) {
      for (HttpResponse<String> response :
          List.of(
              Wire.get(zoho.accountsServer("us"), path),
              Wire.post(zoho.accountsServer("us"), path, "grant_type", "device_code"))) {
        assertThat(response.statusCode()).as(path).isEqualTo(400);
        assertThat(response.body()).startsWith("<!DOCTYPE html>");
      }
    }
  }

  @Test
  @DisplayName("5.2 polls pend, and bring tokens once the user has accepted")
  void poll_pendsUntilAccepted() {
    User user = zoho.user("us");
    HttpResponse<String> pending = device.poll("us");
    accept(user);
    zoho.clock().advance(PACE);

    JsonNode tokens = device.tokens("us");

    assertThat(pending.statusCode()).isEqualTo(200);
    assertThat(pending.body()).isEqualTo("{\"error\":\"authorization_pending\"}");
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(tokens.path("api_domain").asText())
        .isEqualTo(zoho.apiBase("us", CrmEnvironment.PRODUCTION).toString());
    assertThat(OpenId.idToken(tokens).claims().path("sub").asText()).isEqualTo(user.id());
    HttpResponse<String> org =
        Wire.call(
            zoho.apiBase("us", CrmEnvironment.PRODUCTION),
            "/crm/v8/org",
            tokens.path("access_token").asText());
    assertThat(Wire.json(org).at("/org/0/zgid").asText()).isEqualTo(user.organization());
    zoho.clock().advance(PACE);
    assertThat(device.heard("us")).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("5.3 the refresh token is good at /oauth/v2/token")
  void refreshToken_isGoodAtV2() {
    accept(zoho.user("us"));
    String refreshToken = device.tokens("us").path("refresh_token").asText();

    HttpResponse<String> refreshed = TokenCalls.of(zoho, device.client()).refresh(refreshToken);

    assertThat(Wire.json(refreshed).has("access_token")).isTrue();
  }

  @Test
  @DisplayName("5.1 online access, the default, brings no refresh token")
  void online_bringsNoRefreshToken() {
    JsonNode started = Wire.json(DeviceCalls.start(zoho, device.client().id(), "ZohoCRM.org.READ"));
    User user = zoho.user("us");
    zoho.browser(user).enterUserCode(device.page(), started.path("user_code").asText());

    JsonNode tokens =
        Wire.json(device.poll("us", device.client(), started.path("device_code").asText()));

    assertThat(tokens.has("access_token")).isTrue();
    assertThat(tokens.has("refresh_token")).isFalse();
  }

  @Test
  @DisplayName("5.2 the second of two polls within 30 seconds hears slow_down")
  void poll_tooSoon_isSlowDown() {
    assertThat(device.heard("us")).isEqualTo("authorization_pending");
    zoho.clock().advance(PACE.minusMillis(1));
    assertThat(device.heard("us")).isEqualTo("slow_down");
    zoho.clock().advance(PACE);
    assertThat(device.heard("us")).isEqualTo("authorization_pending");
  }

  @Test
  @DisplayName("5.2 a user of another data center: other_dc, then the same code there")
  void userOfAnotherDataCenter_isPolledThere() {
    User user = zoho.user("eu");
    zoho.browser(user).undecided().enterUserCode(device.page(), device.userCode());

    assertThat(device.poll("us").body())
        .isEqualTo("{\"error\":\"other_dc\",\"user_location\":\"eu\"}");
    assertThat(device.heard("eu")).isEqualTo("authorization_pending");
    accept(user);
    zoho.clock().advance(PACE);
    assertThat(device.heard("us")).isEqualTo("other_dc");
    JsonNode tokens = device.tokens("eu");

    assertThat(tokens.path("api_domain").asText())
        .isEqualTo(zoho.apiBase("eu", CrmEnvironment.PRODUCTION).toString());
    assertThat(OpenId.idToken(tokens).signedAsSentBy(OpenId.keys(zoho, "eu").get(0))).isTrue();
  }

  @Test
  @DisplayName("5.2 each data center wants its own secret, and the client enabled there")
  void poll_withSecretOfAnotherDataCenter_isRefused() {
    Client client = device.client();
    HttpResponse<String> wrong =
        Wire.post(
            zoho.accountsServer("eu"),
            DeviceCalls.TOKEN,
            "client_id",
            client.id(),
            "client_secret",
            client.secret("us"),
            "grant_type",
            "device_token",
            "code",
            device.deviceCode());

    assertThat(TokenCalls.error(wrong)).isEqualTo("invalid_client_secret");
    assertThat(device.heard("in")).isEqualTo("invalid_client");
  }

  @Test
  @DisplayName("5.2 a refusal is access_denied")
  void refusal_isAccessDenied() {
    zoho.browser(zoho.user("us")).refuse().enterUserCode(device.page(), device.userCode());

    assertThat(device.heard("us")).isEqualTo("access_denied");
    zoho.clock().advance(PACE);
    assertThat(device.heard("us")).isEqualTo("access_denied");
  }

  @Test
  @DisplayName("5.2, 9 after five minutes the code is expired, accepted or not")
  void fiveMinutes_areTheEnd() {
    accept(zoho.user("us"));
    zoho.clock().advance(Duration.ofMinutes(5));

    assertThat(device.heard("us")).isEqualTo("expired");
  }

  @Test
  @DisplayName("8.2 an unknown device code, or another client's, is invalid_code")
  void unknownDeviceCode_isInvalidCode() {
    Client other = zoho.user("us").deviceClient();

    assertThat(TokenCalls.error(device.poll("us", device.client(), "1000.no.such")))
        .isEqualTo("invalid_code");
    assertThat(TokenCalls.error(device.poll("us", other, device.deviceCode())))
        .isEqualTo("invalid_code");
  }

  private void accept(User user) {
    zoho.browser(user).enterUserCode(device.page(), device.userCode());
  }
}
