package io.github.zohooauth.localzoho.internal.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class TokenAnswerTest {
  private static final String SCOPE = "ZohoCRM.org.READ";

  private final User user;
  private final Client client;
  private final TokenCalls calls;
  private final URI accounts;

  TokenAnswerTest(LocalZoho zoho) {
    this.user = zoho.user("us");
    this.client = user.selfClient();
    this.calls = TokenCalls.of(zoho, client);
    this.accounts = zoho.accountsServer("us");
  }

  @Test
  @DisplayName("RFC 6749, 5.1: nothing on the way keeps an answer that may hold a token")
  void answers_areNotStored() {
    List<HttpResponse<String>> answers =
        List.of(
            calls.exchange(client.code(SCOPE)),
            calls.exchange("1000.fake.code"),
            calls.clientCredentials(SCOPE, "ZohoCRM." + user.organization()),
            Wire.post(accounts, "/oauth/v2/token/scopeenhance"),
            Wire.post(accounts, "/oauth/v3/device/code"),
            Wire.post(accounts, "/oauth/v3/device/token"));

    for (HttpResponse<String> answer : answers) {
      assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
      assertThat(answer.headers().allValues("Pragma")).containsExactly("no-cache");
    }
  }

  @Test
  @DisplayName("RFC 6749, 2.3.1: id and secret of a Basic header are form-encoded")
  void basic_isFormDecoded() {
    String id = client.id().replace(".", "%2E");
    String secret =
        "%%%02x".formatted((int) client.secret().charAt(0)) + client.secret().substring(1);

    assertThat(Wire.json(withBasic(id + ":" + secret)).has("access_token")).isTrue();
    assertThat(Wire.json(withBasic(client.id() + ":" + client.secret())).has("access_token"))
        .isTrue();
    assertThat(TokenCalls.error(withBasic(client.id() + ":%zz")))
        .isEqualTo("invalid_client_secret");
  }

  private HttpResponse<String> withBasic(String pair) {
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    String form = Wire.form("grant_type", "authorization_code", "code", client.code(SCOPE));
    return Wire.send(
        HttpRequest.newBuilder(accounts.resolve(TokenCalls.TOKEN))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString(form)));
  }
}
