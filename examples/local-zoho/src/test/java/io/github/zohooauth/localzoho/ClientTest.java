package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class ClientTest {

  @Test
  @DisplayName("8.2 an unknown or missing client id is invalid_client")
  void token_ofUnknownClient_isInvalidClient(LocalZoho zoho) {
    HttpResponse<String> unknown =
        Wire.post(
            zoho.accountsServer("eu"),
            TokenCalls.TOKEN,
            "grant_type",
            "refresh_token",
            "client_id",
            "1000.NOSUCH",
            "client_secret",
            "x");
    HttpResponse<String> missing =
        Wire.post(zoho.accountsServer("eu"), TokenCalls.TOKEN, "grant_type", "authorization_code");

    assertThat(unknown.statusCode()).isEqualTo(200);
    assertThat(TokenCalls.error(unknown)).isEqualTo("invalid_client");
    assertThat(TokenCalls.error(missing)).isEqualTo("invalid_client");
  }

  @Test
  @DisplayName("8.2 a wrong secret is invalid_client_secret and does not use the code up")
  void token_withWrongSecret_isInvalidClientSecret(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient();
    TokenCalls calls = TokenCalls.of(zoho, client);
    String code = client.code("ZohoCRM.org.READ");

    HttpResponse<String> wrong =
        calls.post(TokenCalls.TOKEN, "wrong", "authorization_code", "code", code);

    assertThat(wrong.statusCode()).isEqualTo(200);
    assertThat(TokenCalls.error(wrong)).isEqualTo("invalid_client_secret");
    assertThat(Wire.json(calls.exchange(code)).has("access_token")).isTrue();
  }

  @Test
  @DisplayName("1.3 a data center that was not enabled answers invalid_client")
  void token_whereNotEnabled_isInvalidClient(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient();

    HttpResponse<String> response =
        TokenCalls.at(zoho, client, "us").exchange(client.code("ZohoCRM.org.READ"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TokenCalls.error(response)).isEqualTo("invalid_client");
  }

  @Test
  @DisplayName("1.3 each data center has a secret of its own, and refuses another's")
  void secrets_differByDataCenter(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient().enable("us");

    HttpResponse<String> response =
        TokenCalls.at(zoho, client, "us")
            .post(TokenCalls.TOKEN, client.secret(), "refresh_token", "refresh_token", "x");

    assertThat(client.secret("us")).isNotEqualTo(client.secret("eu"));
    assertThat(TokenCalls.error(response)).isEqualTo("invalid_client_secret");
  }

  @Test
  @DisplayName("8.2 a regenerated secret is good, and the one before is not")
  void regenerateSecret_refusesTheOneBefore(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient().enable("us");
    TokenCalls calls = TokenCalls.of(zoho, client);
    String before = client.secret();
    String elsewhere = client.secret("us");
    String code = client.code("ZohoCRM.org.READ");

    String now = client.regenerateSecret();
    HttpResponse<String> refused =
        calls.post(TokenCalls.TOKEN, before, "authorization_code", "code", code);

    assertThat(client.secret()).isEqualTo(now).isNotEqualTo(before);
    assertThat(client.secret("us")).isEqualTo(elsewhere);
    assertThat(TokenCalls.error(refused)).isEqualTo("invalid_client_secret");
    assertThat(
            Wire.json(calls.post(TokenCalls.TOKEN, now, "authorization_code", "code", code))
                .has("access_token"))
        .isTrue();
  }

  @Test
  @DisplayName("1.3 the console can make all data centers share one secret")
  void shareSecret_makesOneSecretGoodEverywhere(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient().enable("us").shareSecret();

    HttpResponse<String> response =
        TokenCalls.at(zoho, client, "us")
            .post(TokenCalls.TOKEN, client.secret(), "refresh_token", "refresh_token", "x");

    assertThat(TokenCalls.error(response)).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("no secret shows in a printed client, user or request")
  void toString_hidesSecrets(LocalZoho zoho) {
    User user = zoho.user("eu");
    Client client = user.selfClient();
    String code = client.code("ZohoCRM.org.READ");
    TokenCalls.of(zoho, client).exchange(code);

    assertThat(client + " " + user + " " + zoho.requests())
        .doesNotContain(client.secret())
        .doesNotContain(code);
  }
}
