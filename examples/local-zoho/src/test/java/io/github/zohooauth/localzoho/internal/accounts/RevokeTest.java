package io.github.zohooauth.localzoho.internal.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.RevokeCalls;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class RevokeTest {
  private final LocalZoho zoho;
  private final Client client;
  private final RevokeCalls revoke;
  private final JsonNode tokens;

  RevokeTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.client = zoho.user("au").selfClient();
    this.revoke = new RevokeCalls(zoho.accountsServer("au"));
    this.tokens = TokenCalls.of(zoho, client).tokens("ZohoCRM.org.READ");
  }

  @BeforeEach
  void tokenIsGood() {
    assertThat(apiStatus()).isEqualTo(200);
  }

  @Test
  @DisplayName("2.6 form 1 ends a refresh token and the access tokens made from it")
  void older_ofRefreshToken_endsAll() {
    HttpResponse<String> response = revoke.older(refreshToken());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"status\":\"success\"}");
    assertThat(apiStatus()).isEqualTo(401);
    assertThat(TokenCalls.error(TokenCalls.of(zoho, client).refresh(refreshToken())))
        .isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("2.6 form 1 of an access token leaves the refresh token")
  void older_ofAccessToken_leavesRefreshToken() {
    assertThat(revoke.older(accessToken()).statusCode()).isEqualTo(200);

    assertThat(apiStatus()).isEqualTo(401);
    assertThat(Wire.json(TokenCalls.of(zoho, client).refresh(refreshToken())).has("access_token"))
        .isTrue();
  }

  @Test
  @DisplayName("2.6 form 1 of a token twice, of a fake and of none is HTTP 400 with a page")
  void older_ofNothing_isHtml400() {
    revoke.older(refreshToken());

    for (String token : new String[] {refreshToken(), "1000.fake.token", ""}) {
      HttpResponse<String> response = revoke.older(token);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).startsWith("<!DOCTYPE html>");
    }
  }

  @Test
  @DisplayName("2.6 the token's data center revokes it, another one does not know it")
  void older_atAnotherDataCenter_is400() {
    RevokeCalls elsewhere = new RevokeCalls(zoho.accountsServer("us"));

    assertThat(elsewhere.older(refreshToken()).statusCode()).isEqualTo(400);
    assertThat(apiStatus()).isEqualTo(200);
  }

  @Test
  @DisplayName("2.6 form 2 takes Basic, token and token_type")
  void newer_ofRefreshToken_endsAll() {
    HttpResponse<String> response =
        revoke.newer(client.id(), client.secret(), refreshToken(), "refresh_token");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"status\":\"success\"}");
    assertThat(apiStatus()).isEqualTo(401);
  }

  @Test
  @DisplayName("2.6 form 2 with the wrong token_type, or none, does nothing and is HTTP 400")
  void newer_ofWrongType_is400() {
    for (String type : new String[] {"access_token", ""}) {
      HttpResponse<String> response =
          revoke.newer(client.id(), client.secret(), refreshToken(), type);
      assertThat(response.statusCode()).isEqualTo(400);
    }
    assertThat(apiStatus()).isEqualTo(200);
    assertThat(
            revoke.newer(client.id(), client.secret(), accessToken(), "access_token").statusCode())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("2.6 form 2 knows the client: none, another one and a wrong secret do nothing")
  void newer_ofAnotherClient_doesNothing() {
    Client other = zoho.user("au").selfClient();

    assertThat(
            TokenCalls.error(revoke.newer(client.id(), "wrong", refreshToken(), "refresh_token")))
        .isEqualTo("invalid_client_secret");
    assertThat(
            TokenCalls.error(
                Wire.post(
                    zoho.accountsServer("au"),
                    RevokeCalls.NEWER,
                    "token",
                    refreshToken(),
                    "token_type",
                    "refresh_token")))
        .isEqualTo("invalid_client");
    assertThat(
            revoke.newer(other.id(), other.secret(), refreshToken(), "refresh_token").statusCode())
        .isEqualTo(400);
    assertThat(apiStatus()).isEqualTo(200);
  }

  @Test
  @DisplayName("2.6 both forms are POST only")
  void get_isHtml400() {
    assertThat(Wire.get(zoho.accountsServer("au"), RevokeCalls.OLDER).statusCode()).isEqualTo(400);
    assertThat(Wire.get(zoho.accountsServer("au"), RevokeCalls.NEWER).statusCode()).isEqualTo(400);
  }

  private String refreshToken() {
    return tokens.path("refresh_token").asText();
  }

  private String accessToken() {
    return tokens.path("access_token").asText();
  }

  private int apiStatus() {
    return Wire.call(zoho.apiBase("au", CrmEnvironment.PRODUCTION), "/crm/v8/org", accessToken())
        .statusCode();
  }
}
