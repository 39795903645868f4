package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the wire shows under each value of the switches of the limits. */
final class LimitSwitches {
  private static final String SCOPE = "ZohoCRM.org.READ";

  private LimitSwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.of(
        Switch.AccessTokenLimit.TEN,
        zoho -> assertThat(living(zoho)).isEqualTo(10),
        Switch.AccessTokenLimit.FIFTEEN,
        zoho -> assertThat(living(zoho)).isEqualTo(15),
        Switch.AccessTokenLimit.THIRTY,
        zoho -> assertThat(living(zoho)).isEqualTo(30),
        Switch.RefreshTokenLimit.OLDEST_DELETED,
        zoho -> assertThat(twentyFirst(zoho).body()).contains("refresh_token"),
        Switch.RefreshTokenLimit.ACCESS_DENIED,
        zoho -> assertThat(twentyFirst(zoho).body()).contains("\"Access Denied\""));
  }

  /** Returns how many of 32 access tokens of one refresh token are good. */
  private static long living(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    JsonNode tokens = calls.tokens(SCOPE);
    String refreshToken = tokens.path("refresh_token").asText();
    return Stream.concat(
            Stream.of(tokens),
            Stream.generate(() -> refreshed(zoho, calls, refreshToken)).limit(31))
        .map(each -> each.path("access_token").asText())
        .toList()
        .stream()
        .filter(
            token ->
                Wire.call(zoho.apiBase("eu", CrmEnvironment.PRODUCTION), "/crm/v8/org", token)
                        .statusCode()
                    == 200)
        .count();
  }

  /** Refreshes as often as is allowed, and all within the hour. */
  private static JsonNode refreshed(LocalZoho zoho, TokenCalls calls, String refreshToken) {
    zoho.clock().advance(Duration.ofMinutes(1));
    return Wire.json(calls.refresh(refreshToken));
  }

  private static HttpResponse<String> twentyFirst(LocalZoho zoho) {
    Client client = zoho.user("eu").selfClient();
    TokenCalls calls = TokenCalls.of(zoho, client);
    for (int i = 0; i < 20; i++) {
      calls.tokens(SCOPE);
      zoho.clock().advance(Duration.ofMinutes(1));
    }
    return calls.exchange(client.code(SCOPE));
  }
}
