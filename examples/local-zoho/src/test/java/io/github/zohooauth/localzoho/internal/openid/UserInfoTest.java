package io.github.zohooauth.localzoho.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.OpenId;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class UserInfoTest {
  private final LocalZoho zoho;
  private final User user;
  private final TokenCalls calls;

  UserInfoTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("jp").named("Ada", "Lovelace");
    this.calls = TokenCalls.of(zoho, user.selfClient());
  }

  @Test
  @DisplayName("10 userinfo takes Bearer and tells what the scopes allow")
  void userinfo_tellsWhatScopesAllow() {
    String all = calls.accessToken("openid,email,profile");
    String openid = calls.accessToken("openid");

    JsonNode bearer = Wire.json(OpenId.bearer(zoho, "jp", OpenId.USERINFO, all));
    JsonNode less = Wire.json(OpenId.bearer(zoho, "jp", OpenId.USERINFO, openid));

    assertThat(Wire.call(zoho.accountsServer("jp"), OpenId.USERINFO, all).statusCode())
        .isEqualTo(400);
    assertThat(bearer.path("sub").asText()).isEqualTo(user.id());
    assertThat(bearer.path("email").asText()).isEqualTo(user.email());
    assertThat(bearer.path("name").asText()).isEqualTo("Ada Lovelace");
    assertThat(less.path("sub").asText()).isEqualTo(user.id());
    assertThat(less).hasSize(1);
  }

  @Test
  @DisplayName("8.3, 10 userinfo without its scopes is HTTP 400 with a page titled Zoho Accounts")
  void userinfo_withoutScope_isHtml() {
    String token = calls.accessToken("AaaServer.profile.READ,ZohoCRM.org.READ");

    HttpResponse<String> response = OpenId.bearer(zoho, "jp", OpenId.USERINFO, token);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(response.body()).contains("<title>Zoho Accounts</title>");
  }

  @Test
  @DisplayName("10 the older profile answers in its own spelling")
  void profile_answersInItsOwnSpelling() {
    String token = calls.accessToken("AaaServer.profile.READ");

    JsonNode bearer = Wire.json(OpenId.bearer(zoho, "jp", OpenId.PROFILE, token));
    JsonNode zohos = Wire.json(Wire.call(zoho.accountsServer("jp"), OpenId.PROFILE, token));

    assertThat(bearer).isEqualTo(zohos).hasSize(5);
    assertThat(bearer.path("ZUID").asText()).isEqualTo(user.id());
    assertThat(bearer.path("Email").asText()).isEqualTo(user.email());
    assertThat(bearer.path("Display_Name").asText()).isEqualTo("Ada Lovelace");
    assertThat(bearer.path("First_Name").asText()).isEqualTo("Ada");
    assertThat(bearer.path("Last_Name").asText()).isEqualTo("Lovelace");
  }

  @Test
  @DisplayName("10 the older profile names a missing scope and a token that is not good here")
  void profile_namesWhatIsWrong() {
    String other = calls.accessToken("openid,email,profile");
    String good = calls.accessToken("AaaServer.profile.READ");

    assertThat(TokenCalls.error(OpenId.bearer(zoho, "jp", OpenId.PROFILE, other)))
        .isEqualTo("INVALID_OAUTHSCOPE");
    HttpResponse<String> elsewhere = OpenId.bearer(zoho, "us", OpenId.PROFILE, good);
    zoho.clock().advance(Duration.ofHours(1));
    for (HttpResponse<String> response :
        List.of(
            elsewhere,
            OpenId.bearer(zoho, "jp", OpenId.PROFILE, good),
            OpenId.bearer(zoho, "jp", OpenId.PROFILE, "1000.fake.token"),
            Wire.get(zoho.accountsServer("jp"), OpenId.PROFILE))) {
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(TokenCalls.error(response)).isEqualTo("INVALID_OAUTHTOKEN");
    }
  }
}
