package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How products other than CRM turn a token away, and how they take the next one. */
@ExtendWith(LocalZohoExtension.class)
class RejectionsTest {
  private static final String TICKETS = "/api/v1/tickets";
  private static final String CALLS = "/phonebridge/v3/calls";

  private final LocalZoho zoho;
  private final User user;
  private final TokenCalls calls;

  RejectionsTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("sa");
    this.calls = TokenCalls.of(zoho, user.selfClient());
  }

  @Test
  @DisplayName("11 Desk lists tickets, and answers 401 INVALID_OAUTH to a token that is not good")
  void desk_namesTokenThatIsNotGood() {
    assertRejected(
        "Desk.tickets.READ",
        token -> Wire.call(zoho.desk("sa"), TICKETS, token),
        token -> Wire.call(zoho.desk("us"), TICKETS, token),
        401,
        "/errorCode",
        "INVALID_OAUTH");
  }

  @Test
  @DisplayName("11 PhoneBridge answers HTTP 400 with CRM's code to a token that is not good")
  void phoneBridge_namesTokenWith400() {
    assertRejected(
        "PhoneBridge.calls.READ",
        token -> Wire.call(zoho.phoneBridge("sa"), CALLS, token),
        token -> Wire.call(zoho.phoneBridge("us"), CALLS, token),
        400,
        "/code",
        "INVALID_TOKEN");
  }

  @Test
  @DisplayName("7 Desk answers 403 OAUTH_ORG_MISMATCH when orgId is not the token's")
  void desk_forAnotherOrganization_isMismatch() {
    String token = calls.accessToken("Desk.tickets.ALL");
    String second = user.addOrganization();

    HttpResponse<String> own = tickets(token, user.organization());
    HttpResponse<String> other = tickets(token, second);

    assertThat(own.statusCode()).isEqualTo(200);
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.body())
        .isEqualTo(
            "{\"errorCode\":\"OAUTH_ORG_MISMATCH\","
                + "\"message\":\"The OAuthToken is not valid for specified organization.\"}");
  }

  @Test
  @DisplayName("11 Desk answers 403 SCOPE_MISMATCH, PhoneBridge 401 OAUTH_SCOPE_MISMATCH")
  void missingScope_isNamed() {
    String token = calls.accessToken("ZohoCRM.org.READ");

    HttpResponse<String> desk = Wire.call(zoho.desk("sa"), TICKETS, token);
    HttpResponse<String> phoneBridge = Wire.call(zoho.phoneBridge("sa"), CALLS, token);

    assertThat(desk.statusCode()).isEqualTo(403);
    assertThat(Wire.json(desk).path("errorCode").asText()).isEqualTo("SCOPE_MISMATCH");
    assertThat(phoneBridge.statusCode()).isEqualTo(401);
    assertThat(Wire.json(phoneBridge).path("code").asText()).isEqualTo("OAUTH_SCOPE_MISMATCH");
  }

  @Test
  @DisplayName("9, 11 an evicted token dies before its hour, at CRM and at Desk")
  void evictedToken_diesEarly() {
    var tokens = calls.tokens("ZohoCRM.org.READ,Desk.tickets.READ");
    String token = tokens.path("access_token").asText();
    Supplier<HttpResponse<String>> crm =
        () -> Wire.call(zoho.apiBase("sa", CrmEnvironment.PRODUCTION), "/crm/v8/org", token);
    assertThat(crm.get().statusCode()).isEqualTo(200);

    zoho.evict(tokens.path("refresh_token").asText());

    assertThat(crm.get().statusCode()).isEqualTo(401);
    assertThat(Wire.json(crm.get()).path("code").asText()).isEqualTo("INVALID_TOKEN");
    assertThat(Wire.call(zoho.desk("sa"), TICKETS, token).statusCode()).isEqualTo(401);
  }

  private void assertRejected(
      String scope, Call here, Call elsewhere, int status, String pointer, String code) {
    var tokens = calls.tokens(scope);
    String token = tokens.path("access_token").asText();
    assertThat(here.with(token).statusCode()).isEqualTo(200);
    HttpResponse<String> wrongDataCenter = elsewhere.with(token);
    HttpResponse<String> madeUp = here.with("1000.fake.token");
    zoho.clock().advance(Duration.ofHours(1));
    HttpResponse<String> expired = here.with(token);
    for (HttpResponse<String> response : List.of(wrongDataCenter, madeUp, expired)) {
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(Wire.json(response).at(pointer).asText()).isEqualTo(code);
    }
    String refreshToken = tokens.path("refresh_token").asText();
    String next = Wire.json(calls.refresh(refreshToken)).path("access_token").asText();
    assertThat(here.with(next).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> tickets(String token, String organization) {
    return Wire.get(
        zoho.desk("sa"),
        TICKETS,
        "Authorization",
        "Zoho-oauthtoken " + token,
        "orgId",
        organization);
  }

  private interface Call {
    HttpResponse<String> with(String token);
  }
}
