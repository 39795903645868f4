package io.github.zohooauth.localzoho.internal.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class ProductsTest {
  private static final String ORGS = "/restapi/v2/orgs";
  private static final String PRESENTATIONS = "/api/v1/presentations";
  private static final String SESSIONS = "/api/v1/sessions";

  private final LocalZoho zoho;
  private final User user;
  private final TokenCalls calls;

  ProductsTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("in");
    this.calls = TokenCalls.of(zoho, user.selfClient());
  }

  @Test
  @DisplayName("11 Analytics lists the user's organizations")
  void analytics_listsOrganizations() {
    String second = user.addOrganization();
    String token = calls.accessToken("ZohoAnalytics.fullaccess.all");

    HttpResponse<String> response = Wire.call(zoho.analytics("in"), ORGS, token);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Wire.json(response).at("/data/orgs").findValuesAsText("orgId"))
        .containsExactly(user.organization(), second);
  }

  @Test
  @DisplayName("11 Analytics answers 401 with data.errorCode 8535 to a token that is not good")
  void analytics_withoutGoodToken_is8535() {
    String token = calls.accessToken("ZohoAnalytics.metadata.read");
    zoho.clock().advance(Duration.ofHours(1));

    for (HttpResponse<String> response :
        List.of(
            Wire.call(zoho.analytics("in"), ORGS, token),
            Wire.call(zoho.analytics("us"), ORGS, token),
            Wire.get(zoho.analytics("in"), ORGS))) {
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(Wire.json(response).at("/data/errorCode").asInt()).isEqualTo(8535);
      assertThat(Wire.json(response).path("summary").asText()).isEqualTo("INVALID_OAUTHTOKEN");
    }
  }

  @Test
  @DisplayName("11 ShowTime lists sessions, and names a token that is not good")
  void showTime_listsSessions() {
    String token = calls.accessToken("ZohoShowtime.sessions.READ");

    HttpResponse<String> good = Wire.call(zoho.showTime("in"), SESSIONS, token);
    HttpResponse<String> bad = Wire.call(zoho.showTime("in"), SESSIONS, "1000.fake.token");

    assertThat(Wire.json(good).path("sessions")).hasSize(1);
    assertThat(bad.statusCode()).isEqualTo(401);
    assertThat(Wire.json(bad).at("/error/message").asText()).isEqualTo("INVALID_OAUTHTOKEN");
  }

  @Test
  @DisplayName("Show lists the presentations of the user, and names a token that is not good")
  void show_listsPresentationsOfUser() {
    Instant modified = Instant.parse("2025-12-24T10:00:00Z");
    user.addPresentation("Plans for 2026", 24, modified);
    zoho.user("in").addPresentation("Another user's", 3, modified);
    String token = calls.accessToken("ZohoShow.presentations.READ");
    URI show = zoho.server(ServerRole.SHOW, "in");

    HttpResponse<String> good = Wire.call(show, PRESENTATIONS, token);
    HttpResponse<String> bad = Wire.call(show, PRESENTATIONS, "1000.fake.token");
    HttpResponse<String> scope =
        Wire.call(show, PRESENTATIONS, calls.accessToken("ZohoCRM.modules.ALL"));

    JsonNode list = Wire.json(good).path("presentations");
    assertThat(list).hasSize(1);
    assertThat(list.at("/0/name").asText()).isEqualTo("Plans for 2026");
    assertThat(list.at("/0/slide_count").asInt()).isEqualTo(24);
    assertThat(list.at("/0/modified_time").asText()).isEqualTo(modified.toString());
    assertThat(list.at("/0/owner/email").asText()).isEqualTo(user.email());
    assertThat(bad.statusCode()).isEqualTo(401);
    assertThat(Wire.json(bad).at("/error/message").asText()).isEqualTo("INVALID_OAUTHTOKEN");
    assertThat(Wire.json(scope).at("/error/message").asText()).isEqualTo("INVALID_OAUTHSCOPE");
  }

  @Test
  @DisplayName(
      "11.1 a scope of another product is 8540 of Analytics, INVALID_OAUTHSCOPE of ShowTime")
  void otherProductsScope_isInvalidScope() {
    String token = calls.accessToken("ZohoCRM.modules.ALL");

    HttpResponse<String> analytics = Wire.call(zoho.analytics("in"), ORGS, token);
    HttpResponse<String> showTime = Wire.call(zoho.showTime("in"), SESSIONS, token);

    assertThat(analytics.statusCode()).isEqualTo(401);
    assertThat(Wire.json(analytics).at("/data/errorCode").asInt()).isEqualTo(8540);
    assertThat(showTime.statusCode()).isEqualTo(401);
    assertThat(showTime.body()).contains("INVALID_OAUTHSCOPE");
  }
}
