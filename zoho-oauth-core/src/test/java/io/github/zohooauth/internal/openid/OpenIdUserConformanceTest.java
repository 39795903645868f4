package io.github.zohooauth.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cases of {@link OpenIdConformanceTest} about a sign-in as a whole, and its renewal. */
@Tag("OIDF")
class OpenIdUserConformanceTest {

  private static final String TOKENS = "/oauth/v2/token";
  private static final String USER_INFO = "/oauth/v2/userinfo";
  private static final AccessToken TOKEN =
      new AccessToken(
          PlantedSecret.ISSUED_ACCESS_TOKEN.value,
          Scene.NOW.plus(Duration.ofHours(1)),
          Set.of("openid", "email", "profile"),
          DataCenter.EU,
          URI.create(TokenAnswer.BASE));

  private final SigningZoho zoho = new SigningZoho();

  @AfterEach
  void stop() {
    zoho.close();
  }

  private void tellsOf(String subject) {
    String user =
        "{\"sub\":\"%s\",\"email\":\"somebody@example.com\",\"given_name\":\"Some\"}"
            .formatted(subject);
    zoho.serves(USER_INFO, CannedAnswer.json(200, user));
  }

  private AccessToken exchange() {
    zoho.serves(TOKENS, CannedAnswer.json(200, TokenAnswer.to(TokenCall.EXCHANGE).json()));
    try (SelfClient client =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(zoho.dataCenter)
            .clock(zoho.time)
            .build()) {
      return client.exchange(PlantedSecret.CODE.value).accessToken();
    }
  }

  @Test
  @Tag("oidcc-client-test")
  @Tag("rp-response_type-code")
  void responseTypeCode() {
    AccessToken token = exchange();
    IdToken idToken =
        zoho.verify(
            zoho.mint().signed(),
            new IdTokenVerifier.Expected(IdTokenFixture.NONCE, token.value(), false));
    tellsOf(IdTokenFixture.SUBJECT);
    assertThat(zoho.userInfo(token, idToken).subject()).isEqualTo(idToken.subject());
  }

  /** Zoho takes a client's ID and secret from the form alone. */
  @Test
  @Tag("oidcc-client-test-client-secret-basic")
  @Tag("rp-token_endpoint-client_secret_basic")
  void clientSecret_isInTheBody() {
    exchange();
    assertThat(zoho.asked(TOKENS))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getBodyAsString())
                  .contains("client_id=" + Scene.CLIENT_ID)
                  .contains("client_secret=" + PlantedSecret.CLIENT_SECRET.value);
              assertThat(request.containsHeader("Authorization")).isFalse();
              assertThat(request.getQueryParams()).isEmpty();
            });
  }

  @Test
  @Tag("oidcc-client-test-scope-userinfo-claims")
  @Tag("rp-scope-userinfo-claims")
  void scopeUserinfoClaims() {
    tellsOf(IdTokenFixture.SUBJECT);
    UserInfo user = zoho.userInfo(TOKEN, zoho.verify(zoho.mint().signed()));
    assertThat(user.email()).isEqualTo("somebody@example.com");
    assertThat(user.firstName()).isEqualTo("Some");
    assertThat(user.lastName()).isNull();
  }

  @Test
  @Tag("oidcc-client-test-userinfo-invalid-sub")
  @Tag("rp-userinfo-bad-sub-claim")
  void userinfoInvalidSub() {
    tellsOf(IdTokenFixture.SUBJECT + "0");
    IdToken idToken = zoho.verify(zoho.mint().signed());
    assertThatThrownBy(() -> zoho.userInfo(TOKEN, idToken))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("has another sub, and is discarded");
  }
}
