package io.github.zohooauth.localzoho.internal.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class RefreshTest {
  private static final String SCOPE = "ZohoCRM.org.READ";

  @Test
  @DisplayName("2.5 a refresh brings a new access token and no refresh token")
  void refresh_bringsNoRefreshToken(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    JsonNode first = calls.tokens(SCOPE);

    JsonNode second = Wire.json(calls.refresh(first.path("refresh_token").asText()));

    assertThat(second.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "access_token", "scope", "api_domain", "token_type", "expires_in");
    assertThat(second.path("access_token")).isNotEqualTo(first.path("access_token"));
  }

  @Test
  @DisplayName("2.5 a refresh token does not rotate: it renews as often as it is asked, years on")
  void refresh_again_works(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    String refreshToken = calls.tokens(SCOPE).path("refresh_token").asText();
    calls.refresh(refreshToken);

    zoho.clock().advance(Duration.ofDays(1000));

    assertThat(Wire.json(calls.refresh(refreshToken)).has("access_token")).isTrue();
  }

  @Test
  @DisplayName("2.5 an old access token stays good until its own hour ends")
  void refresh_leavesOldAccessTokens(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    JsonNode first = calls.tokens(SCOPE);
    zoho.clock().advance(Duration.ofMinutes(30));
    JsonNode second = Wire.json(calls.refresh(first.path("refresh_token").asText()));

    zoho.clock().advance(Duration.ofMinutes(30).minusNanos(1));
    assertThat(status(zoho, first)).isEqualTo(200);
    zoho.clock().advance(Duration.ofNanos(1));
    assertThat(status(zoho, first)).isEqualTo(401);
    assertThat(status(zoho, second)).isEqualTo(200);
  }

  @Test
  @DisplayName("8.2 a refresh token that is unknown, absent or another client's is invalid_code")
  void refresh_ofWrongToken_isInvalidCode(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    TokenCalls others = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    String othersToken = others.tokens(SCOPE).path("refresh_token").asText();

    assertThat(TokenCalls.error(calls.refresh("1000.no.such"))).isEqualTo("invalid_code");
    assertThat(TokenCalls.error(calls.token("refresh_token"))).isEqualTo("invalid_code");
    assertThat(TokenCalls.error(calls.refresh(othersToken))).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("8.2 a refresh token at another data center is invalid_code")
  void refresh_atAnotherDataCenter_isInvalidCode(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient().enable("in");
    String token = TokenCalls.of(zoho, client).tokens(SCOPE).path("refresh_token").asText();

    HttpResponse<String> response = TokenCalls.at(zoho, client, "in").refresh(token);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TokenCalls.error(response)).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("9 an app that its user removed dies silently, with its access tokens")
  void evict_endsRefreshAndAccessTokens(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    JsonNode tokens = calls.tokens(SCOPE);
    JsonNode others = calls.tokens(SCOPE);

    zoho.evict(tokens.path("refresh_token").asText());

    assertThat(TokenCalls.error(calls.refresh(tokens.path("refresh_token").asText())))
        .isEqualTo("invalid_code");
    assertThat(status(zoho, tokens)).isEqualTo(401);
    assertThat(status(zoho, others)).isEqualTo(200);
  }

  @Test
  @DisplayName("2.5 older product docs send redirect_uri with a refresh, and it does no harm")
  void refresh_withRedirectUri_works(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    String refreshToken = calls.tokens(SCOPE).path("refresh_token").asText();

    HttpResponse<String> response =
        calls.token(
            "refresh_token",
            "refresh_token",
            refreshToken,
            "redirect_uri",
            "https://app.example/callback");

    assertThat(Wire.json(response).has("access_token")).isTrue();
  }

  private static int status(LocalZoho zoho, JsonNode tokens) {
    return Wire.call(
            zoho.apiBase("eu", CrmEnvironment.PRODUCTION),
            "/crm/v8/org",
            tokens.path("access_token").asText())
        .statusCode();
  }
}
