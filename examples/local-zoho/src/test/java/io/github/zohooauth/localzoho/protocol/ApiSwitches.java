package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** What the wire shows under each value of the switches of the product APIs. */
final class ApiSwitches {
  private static final String ORG = "/crm/v8/org";

  private ApiSwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.ofEntries(
        entry(Switch.Bearer.REFUSED, zoho -> assertThat(bearer(zoho)).isEqualTo(401)),
        entry(Switch.Bearer.ACCEPTED, zoho -> assertThat(bearer(zoho)).isEqualTo(200)),
        entry(
            Switch.ExpiredTokenCode.INVALID_TOKEN,
            zoho -> assertAnswer(expired(zoho), 401, "INVALID_TOKEN")),
        entry(
            Switch.ExpiredTokenCode.AUTHENTICATION_FAILURE,
            zoho -> assertAnswer(expired(zoho), 401, "AUTHENTICATION_FAILURE")),
        entry(
            Switch.WrongEnvironment.INVALID_TOKEN_401,
            zoho -> assertAnswer(onSandbox(zoho), 401, "INVALID_TOKEN")),
        entry(
            Switch.WrongEnvironment.AUTHORIZATION_FAILED_403,
            zoho -> assertAnswer(onSandbox(zoho), 403, "AUTHORIZATION_FAILED")),
        entry(
            Switch.DeskUnauthorized.JSON,
            zoho -> assertThat(onDesk(zoho).body()).contains("\"errorCode\":\"INVALID_OAUTH\"")),
        entry(
            Switch.DeskUnauthorized.HTML,
            zoho -> assertThat(onDesk(zoho).body()).startsWith("<!DOCTYPE html>")));
  }

  private static int bearer(LocalZoho zoho) {
    return Wire.get(production(zoho), ORG, "Authorization", "Bearer " + token(zoho)).statusCode();
  }

  private static HttpResponse<String> expired(LocalZoho zoho) {
    String token = token(zoho);
    zoho.clock().advance(Duration.ofHours(1));
    return Wire.call(production(zoho), ORG, token);
  }

  private static HttpResponse<String> onSandbox(LocalZoho zoho) {
    return Wire.call(zoho.apiBase("ae", CrmEnvironment.SANDBOX), ORG, token(zoho));
  }

  private static HttpResponse<String> onDesk(LocalZoho zoho) {
    return Wire.call(zoho.desk("ae"), "/api/v1/tickets", "1000.fake.token");
  }

  private static void assertAnswer(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Wire.json(response).path("code").asText()).isEqualTo(code);
  }

  private static URI production(LocalZoho zoho) {
    return zoho.apiBase("ae", CrmEnvironment.PRODUCTION);
  }

  private static String token(LocalZoho zoho) {
    return TokenCalls.of(zoho, zoho.user("ae").selfClient()).accessToken("ZohoCRM.org.READ");
  }
}
