package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class SelfClientCodeTest {
  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";

  @Test
  @DisplayName("2.3, 4.1 a code brings an access token, a refresh token and where to call")
  void exchange_always_bringsRefreshToken(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient();

    HttpResponse<String> response = TokenCalls.of(zoho, client).exchange(client.code(SCOPES));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/json;charset=UTF-8");
    JsonNode body = Wire.json(response);
    assertThat(body.path("access_token").asText()).matches("1000\\.[0-9a-f]{32}\\.[0-9a-f]{32}");
    assertThat(body.path("refresh_token").asText()).matches("1000\\.[0-9a-f]{32}\\.[0-9a-f]{32}");
    assertThat(body.path("scope").asText()).isEqualTo("ZohoCRM.modules.ALL ZohoCRM.org.READ");
    assertThat(body.path("api_domain").asText())
        .isEqualTo(zoho.apiBase("eu", CrmEnvironment.PRODUCTION).toString());
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("expires_in").isIntegralNumber()).isTrue();
    assertThat(body.path("expires_in").asLong()).isEqualTo(3600);
    assertThat(body.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "access_token", "refresh_token", "scope", "api_domain", "token_type", "expires_in");
  }

  @Test
  @DisplayName("8.2 a code used twice is invalid_code, with HTTP 200")
  void exchange_ofUsedCode_isInvalidCode(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient();
    String code = client.code(SCOPES);
    TokenCalls calls = TokenCalls.of(zoho, client);
    calls.exchange(code);

    HttpResponse<String> again = calls.exchange(code);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo("{\"error\":\"invalid_code\"}");
  }

  @Test
  @DisplayName("4.1 a code lives three minutes by default and not one instant longer")
  void exchange_afterThreeMinutes_isInvalidCode(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient();
    String inTime = client.code(SCOPES);
    String late = client.code(SCOPES);
    TokenCalls calls = TokenCalls.of(zoho, client);

    zoho.clock().advance(Duration.ofMinutes(3).minusNanos(1));
    assertThat(Wire.json(calls.exchange(inTime)).has("access_token")).isTrue();
    zoho.clock().advance(Duration.ofNanos(1));
    assertThat(TokenCalls.error(calls.exchange(late))).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("4.1 a code can live ten minutes, and no longer")
  void life_upToTenMinutes(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient();
    String code = client.newCode().scopes(SCOPES).life(Duration.ofMinutes(10)).issue();

    zoho.clock().advance(Duration.ofMinutes(9));

    assertThat(Wire.json(TokenCalls.of(zoho, client).exchange(code)).has("access_token")).isTrue();
    assertThatThrownBy(() -> client.newCode().life(Duration.ofMinutes(11)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("8.2 a code of another client is invalid_code, and stays good for its own")
  void exchange_byAnotherClient_isInvalidCode(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient();
    Client other = zoho.user("eu").selfClient();
    String code = client.code(SCOPES);

    assertThat(TokenCalls.error(TokenCalls.of(zoho, other).exchange(code)))
        .isEqualTo("invalid_code");
    assertThat(Wire.json(TokenCalls.of(zoho, client).exchange(code)).has("access_token")).isTrue();
  }

  @Test
  @DisplayName("8.2 a code at another data center is invalid_code, even with that one's secret")
  void exchange_atAnotherDataCenter_isInvalidCode(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient().enable("us");

    HttpResponse<String> response = TokenCalls.at(zoho, client, "us").exchange(client.code(SCOPES));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TokenCalls.error(response)).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("8.2 no code and an unknown code are invalid_code")
  void exchange_ofUnknownCode_isInvalidCode(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());

    assertThat(TokenCalls.error(calls.exchange("1000.no.such"))).isEqualTo("invalid_code");
    assertThat(TokenCalls.error(calls.token("authorization_code"))).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("4.1, 8.2 a self client has no redirect_uri, so one that is sent is not equal")
  void exchange_withRedirectUri_isInvalidRedirectUri(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient();

    HttpResponse<String> response =
        TokenCalls.of(zoho, client)
            .token(
                "authorization_code",
                "code",
                client.code(SCOPES),
                "redirect_uri",
                "https://app.example/callback");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TokenCalls.error(response)).isEqualTo("invalid_redirect_uri");
  }

  @Test
  @DisplayName("4.1 an account has one self client")
  void selfClient_asOftenAsAsked_isTheSame(LocalZoho zoho) {
    User user = zoho.user("eu");

    assertThat(user.selfClient()).isSameAs(user.selfClient());
    assertThat(user.selfClient().id()).matches("1000\\.[0-9A-Z]{30}");
    assertThat(user.selfClient().secret()).matches("[0-9a-f]{42}");
  }

  @Test
  @DisplayName("12 the console refuses a scope that does not exist")
  void scopes_unknown_areRefused(LocalZoho zoho) {
    CodeRequest request = zoho.user("eu").selfClient().newCode();

    assertThatThrownBy(() -> request.scopes("ZohoCRM.modules.ALL,Nothing.such.READ"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
