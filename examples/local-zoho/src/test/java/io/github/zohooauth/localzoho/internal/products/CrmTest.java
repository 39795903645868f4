package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class CrmTest {
  private static final String ORG = "/crm/v8/org";
  private static final String INVALID_TOKEN =
      "{\"code\":\"INVALID_TOKEN\",\"details\":{},\"message\":\"invalid oauth token\","
          + "\"status\":\"error\"}";

  private final LocalZoho zoho;
  private final User user;
  private final TokenCalls calls;

  CrmTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("eu");
    this.calls = TokenCalls.of(zoho, user.selfClient());
  }

  @Test
  @DisplayName("7 org and users tell whose token it is")
  void orgAndUsers_tellWhoseTokenItIs() {
    String token = calls.accessToken("ZohoCRM.org.READ,ZohoCRM.users.READ");

    HttpResponse<String> org = Wire.call(api(), ORG, token);
    HttpResponse<String> users = Wire.call(api(), "/crm/v8/users?type=CurrentUser", token);

    assertThat(Wire.json(org).at("/org/0/zgid").asText()).isEqualTo(user.organization());
    assertThat(Wire.json(org).at("/org/0/type").asText()).isEqualTo("production");
    assertThat(Wire.json(users).at("/users/0/email").asText()).isEqualTo(user.email());
    assertThat(Wire.json(users).at("/users/0/zuid").asText()).isEqualTo(user.id());
  }

  @Test
  @DisplayName("7 a code's organization decides which organization its tokens see")
  void organization_ofTheCode_isTheTokens() {
    String second = user.addOrganization();
    String code =
        user.selfClient().newCode().scopes("ZohoCRM.org.READ").organization(second).issue();
    String token = Wire.json(calls.exchange(code)).path("access_token").asText();

    assertThat(Wire.json(Wire.call(api(), ORG, token)).at("/org/0/zgid").asText())
        .isEqualTo(second);
  }

  @Test
  @DisplayName("11 an expired token is 401 INVALID_TOKEN")
  void expiredToken_isInvalidToken() {
    String token = calls.accessToken("ZohoCRM.org.READ");
    zoho.clock().advance(Duration.ofHours(1));

    assertInvalidToken(Wire.call(api(), ORG, token));
  }

  @Test
  @DisplayName("7, 11 a token of another data center is 401 INVALID_TOKEN")
  void tokenOfAnotherDataCenter_isInvalidToken() {
    String token = calls.accessToken("ZohoCRM.org.READ");

    assertInvalidToken(Wire.call(zoho.apiBase("us", CrmEnvironment.PRODUCTION), ORG, token));
  }

  @Test
  @DisplayName("7 a token of one environment is 401 INVALID_TOKEN in each other one")
  void tokenOfAnotherEnvironment_isInvalidToken() {
    for (CrmEnvironment tokens : CrmEnvironment.values()) {
      String code =
          user.selfClient().newCode().scopes("ZohoCRM.org.READ").environment(tokens).issue();
      String token = Wire.json(calls.exchange(code)).path("access_token").asText();
      for (CrmEnvironment host : CrmEnvironment.values()) {
        HttpResponse<String> response = Wire.call(zoho.apiBase("eu", host), ORG, token);
        if (host == tokens) {
          assertThat(response.statusCode()).isEqualTo(200);
        } else {
          assertInvalidToken(response);
        }
      }
    }
  }

  @Test
  @DisplayName("7 a token from before May 2020 is bound to no environment")
  void unboundToken_worksInEveryEnvironment() {
    String code = user.selfClient().newCode().scopes("ZohoCRM.org.READ").unbound().issue();
    String token = Wire.json(calls.exchange(code)).path("access_token").asText();

    for (CrmEnvironment host : CrmEnvironment.values()) {
      assertThat(Wire.call(zoho.apiBase("eu", host), ORG, token).statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("11 a token without the scope is 401 OAUTH_SCOPE_MISMATCH")
  void missingScope_isScopeMismatch() {
    HttpResponse<String> response = Wire.call(api(), ORG, calls.accessToken("ZohoCRM.modules.ALL"));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(Wire.json(response).path("code").asText()).isEqualTo("OAUTH_SCOPE_MISMATCH");
  }

  @Test
  @DisplayName("12 scopes nest, and ALL covers every operation")
  void nestedScopes_areEnough() {
    for (String scope :
        new String[] {
          "ZohoCRM.modules.ALL", "ZohoCRM.modules.READ", "ZohoCRM.modules.leads.READ",
        }) {
      assertThat(
              Wire.call(api(), "/crm/v8/Leads?fields=Email", calls.accessToken(scope)).statusCode())
          .as(scope)
          .isEqualTo(204);
    }
    for (String scope :
        new String[] {
          "ZohoCRM.modules.CREATE", "ZohoCRM.modules.contacts.READ", "ZohoCRM.org.ALL",
        }) {
      assertThat(
              Wire.call(api(), "/crm/v8/Leads?fields=Email", calls.accessToken(scope)).statusCode())
          .as(scope)
          .isEqualTo(401);
    }
  }

  @Test
  @DisplayName("11 the token travels in the header only, never in the query")
  void tokenInQuery_isNotSeen() {
    String token = calls.accessToken("ZohoCRM.org.READ");

    HttpResponse<String> response = Wire.get(api(), ORG + "?access_token=" + token);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(Wire.json(response).path("code").asText()).isEqualTo("AUTHENTICATION_FAILURE");
  }

  @Test
  @DisplayName("11 made-up tokens and refresh tokens are 401 INVALID_TOKEN")
  void noAccessToken_isInvalidToken() {
    String refreshToken = calls.tokens("ZohoCRM.org.READ").path("refresh_token").asText();

    assertInvalidToken(Wire.call(api(), ORG, "1000.fake.token"));
    assertInvalidToken(Wire.call(api(), ORG, refreshToken));
  }

  @Test
  @DisplayName("11 an unknown path is 404, a wrong method 400, both with CRM's error shape")
  void unknownPath_isInvalidUrlPattern() {
    HttpResponse<String> path = Wire.get(api(), "/crm/v8/settings/nothing");
    HttpResponse<String> method = Wire.post(api(), ORG);

    assertThat(path.statusCode()).isEqualTo(404);
    assertThat(Wire.json(path).path("code").asText()).isEqualTo("INVALID_URL_PATTERN");
    assertThat(method.statusCode()).isEqualTo(400);
    assertThat(Wire.json(method).path("code").asText()).isEqualTo("INVALID_REQUEST_METHOD");
  }

  private URI api() {
    return zoho.apiBase("eu", CrmEnvironment.PRODUCTION);
  }

  private static void assertInvalidToken(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo(INVALID_TOKEN);
  }
}
