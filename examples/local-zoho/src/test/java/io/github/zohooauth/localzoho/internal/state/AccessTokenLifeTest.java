package io.github.zohooauth.localzoho.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class AccessTokenLifeTest {
  private static final String SCOPE = "ZohoCRM.org.READ";

  private final LocalZoho zoho;
  private final TokenCalls calls;

  AccessTokenLifeTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.calls = TokenCalls.of(zoho, zoho.user("us").selfClient());
  }

  @Test
  @DisplayName("9 the life of access tokens can be set, and the answer tells it")
  void accessTokenLife_isSet() {
    String before = calls.accessToken(SCOPE);
    zoho.accessTokenLife(Duration.ofSeconds(90));
    JsonNode tokens = calls.tokens(SCOPE);
    String token = tokens.path("access_token").asText();

    assertThat(tokens.path("expires_in").asInt()).isEqualTo(90);
    zoho.clock().advance(Duration.ofSeconds(89));
    assertThat(zoho.accepts(token)).isTrue();
    zoho.clock().advance(Duration.ofSeconds(1));
    assertThat(zoho.accepts(token)).isFalse();
    assertThat(zoho.accepts(before)).isTrue();
    for (Duration no : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(1500))) {
      assertThatThrownBy(() -> zoho.accessTokenLife(no))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("life: ");
    }
  }

  @Test
  @DisplayName("9, 11 an access token can die before its time, and its refresh token stays good")
  void revokeAccess_leavesTheRefreshToken() {
    JsonNode tokens = calls.tokens(SCOPE);
    String token = tokens.path("access_token").asText();
    String refreshToken = tokens.path("refresh_token").asText();

    zoho.revokeAccess(token);

    assertThat(
            Wire.call(zoho.apiBase("us", CrmEnvironment.PRODUCTION), "/crm/v8/org", token).body())
        .isEqualTo(ApiRefusal.CRM_INVALID_TOKEN.body());
    assertThat(Wire.json(calls.refresh(refreshToken)).has("access_token")).isTrue();
    for (String no : List.of(token, refreshToken)) {
      assertThatThrownBy(() -> zoho.revokeAccess(no)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> zoho.evict(token)).isInstanceOf(IllegalArgumentException.class);
  }
}
