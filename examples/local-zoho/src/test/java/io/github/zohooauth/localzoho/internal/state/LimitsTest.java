package io.github.zohooauth.localzoho.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class LimitsTest {
  private static final String SCOPE = "ZohoCRM.org.READ";

  private final LocalZoho zoho;
  private final User user;
  private final TokenCalls calls;

  LimitsTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("eu");
    this.calls = TokenCalls.of(zoho, user.selfClient());
  }

  @Test
  @DisplayName("9 the 11th access token of a refresh token ends the oldest, and no other")
  void eleventhAccessToken_endsOldest() {
    JsonNode tokens = calls.tokens(SCOPE);
    String refreshToken = tokens.path("refresh_token").asText();
    String other = calls.accessToken(SCOPE);
    List<String> live = new ArrayList<>(List.of(tokens.path("access_token").asText()));
    while (live.size() < 10) {
      live.add(refreshed(refreshToken));
    }
    assertThat(live).allMatch(this::isGood);

    live.add(refreshed(refreshToken));

    assertThat(isGood(live.get(0))).isFalse();
    assertThat(live.subList(1, 11)).allMatch(this::isGood);
    assertThat(isGood(other)).isTrue();
  }

  @Test
  @DisplayName("9 only tokens within their hour count")
  void expiredAccessTokens_doNotCount() {
    JsonNode tokens = calls.tokens(SCOPE);
    String refreshToken = tokens.path("refresh_token").asText();
    for (int i = 0; i < 9; i++) {
      refreshed(refreshToken);
    }
    zoho.clock().advance(Duration.ofHours(1));
    String first = refreshed(refreshToken);
    for (int i = 0; i < 9; i++) {
      refreshed(refreshToken);
    }

    assertThat(isGood(first)).isTrue();
  }

  @Test
  @DisplayName("9 the 21st refresh token of a user and client silently ends the oldest")
  void twentyFirstRefreshToken_endsOldest() {
    List<JsonNode> all = new ArrayList<>();
    while (all.size() < 21) {
      all.add(calls.tokens(SCOPE));
      zoho.clock().advance(Duration.ofMinutes(1));
    }
    String oldest = all.get(0).path("refresh_token").asText();

    assertThat(TokenCalls.error(calls.refresh(oldest))).isEqualTo("invalid_code");
    assertThat(isGood(all.get(0).path("access_token").asText())).isFalse();
    assertThat(all.subList(1, 21))
        .allMatch(
            tokens ->
                Wire.json(calls.refresh(tokens.path("refresh_token").asText()))
                    .has("access_token"));
  }

  private String refreshed(String refreshToken) {
    zoho.clock().advance(Duration.ofMinutes(1));
    return Wire.json(calls.refresh(refreshToken)).path("access_token").asText();
  }

  private boolean isGood(String accessToken) {
    return Wire.call(zoho.apiBase("eu", CrmEnvironment.PRODUCTION), "/crm/v8/org", accessToken)
            .statusCode()
        == 200;
  }
}
