package io.github.zohooauth.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the user is, asked in the standard's way and in Zoho's older one. */
class UserInfoTest {

  private static final String OPENID = "/oauth/v2/userinfo";
  private static final String OLDER = "/oauth/user/info";
  private static final CannedAnswer PAGE =
      CannedAnswer.of(400, "text/html;charset=UTF-8", "<html><title>Zoho Accounts</title></html>");
  private static final AccessToken TOKEN =
      new AccessToken(
          PlantedSecret.ISSUED_ACCESS_TOKEN.value,
          Scene.NOW.plus(Duration.ofHours(1)),
          Set.of("email"),
          DataCenter.EU,
          URI.create(TokenAnswer.BASE));

  private final SigningZoho zoho = new SigningZoho();

  @BeforeEach
  void older() {
    zoho.serves(
        OLDER,
        CannedAnswer.json(
            200,
            """
            {"ZUID":675925609,"Email":"somebody@example.com","Display_Name":"some",
             "First_Name":"Some","Last_Name":"Body"}"""));
  }

  @AfterEach
  void stop() {
    zoho.close();
  }

  private UserInfo userInfo() {
    return zoho.userInfo(TOKEN, null);
  }

  @ParameterizedTest
  @CsvSource({"given_name,family_name,name", "first_name,last_name,display_name"})
  void userInfo_inEitherSpelling_isRead(String first, String last, String display) {
    String user =
        "{\"sub\":\"675925609\",\"email\":\"somebody@example.com\",\"%s\":\"Some\",\"%s\":\"Body\",\"%s\":\"some\"}";
    zoho.serves(OPENID, CannedAnswer.json(200, user.formatted(first, last, display)));
    isSomebody(userInfo());
    assertThat(zoho.asked(OPENID))
        .extracting(request -> request.getHeader("Authorization"))
        .containsExactly("Bearer " + TOKEN.value());
    assertThat(zoho.asked(OLDER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 405})
  void userInfo_whereTheStandardsWayDoesNotServe_isAskedInTheOlder(int status) {
    zoho.serves(OPENID, new CannedAnswer(status, PAGE.headers(), PAGE.body()));
    isSomebody(userInfo());
    isAskedInTheOlderWay();
  }

  private void isAskedInTheOlderWay() {
    assertThat(zoho.asked(OLDER))
        .extracting(request -> request.getHeader("Authorization"))
        .containsExactly("Zoho-oauthtoken " + TOKEN.value());
  }

  @ParameterizedTest
  @CsvSource({"400,invalid_request", "403,insufficient_scope", "400,invalid_scope"})
  void userInfo_refusedInTheStandardsWords_isAskedInTheOlder(int status, String error) {
    zoho.serves(OPENID, CannedAnswer.json(status, "{\"error\":\"" + error + "\"}"));
    isSomebody(userInfo());
    isAskedInTheOlderWay();
  }

  @ParameterizedTest
  @CsvSource({
    "400,invalid_request,does not take this request for the user's data",
    "403,insufficient_scope,scopes do not allow to ask who the user is",
    "403,invalid_scope,scopes do not allow to ask who the user is"
  })
  void userInfo_refusedInBothWays_hasWordsOfItsOwn(int status, String error, String words) {
    CannedAnswer refusal = CannedAnswer.json(status, "{\"error\":\"" + error + "\"}");
    zoho.serves(OPENID, refusal);
    zoho.serves(OLDER, refusal);
    assertThatThrownBy(this::userInfo)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(words)
        .hasMessageContaining("scopes")
        .satisfies(
            failure -> assertThat(((ZohoOAuthException) failure).errorCode()).contains(error));
  }

  @ParameterizedTest
  @CsvSource({
    "401,''",
    "403,''",
    "403,<html></html>",
    "401,{}",
    "401,'{\"error\":\"insufficient_scope\"}'",
    "400,'{\"cause\":\"INVALID_OAUTHTOKEN\"}'"
  })
  void userInfo_refusedInTheHeader_namesTheScopesAsTheBodyDoes(int status, String body) {
    CannedAnswer words = CannedAnswer.json(403, "{\"error\":\"insufficient_scope\"}");
    zoho.serves(OPENID, words);
    zoho.serves(OLDER, words);
    String asTheBodyDoes = failure().getMessage();
    CannedAnswer refusal =
        CannedAnswer.json(status, body)
            .with("WWW-Authenticate", "Bearer realm=\"a\", error=\"insufficient_scope\"");
    zoho.serves(OPENID, refusal);
    for (CannedAnswer older :
        List.of(
            refusal,
            CannedAnswer.json(401, ""),
            new CannedAnswer(404, PAGE.headers(), PAGE.body()))) {
      zoho.serves(OLDER, older);
      assertThat(failure())
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(asTheBodyDoes)
          .hasMessageContaining("scopes do not allow to ask who the user is");
    }
    older();
    isSomebody(userInfo());
  }

  @ParameterizedTest
  @ValueSource(strings = {"header", "body"})
  void userInfo_ofATokenThatIsRejectedInTheStandardsWords_saysSo_withTheirCode(String place) {
    CannedAnswer refusal =
        place.equals("header")
            ? CannedAnswer.json(401, "").with("WWW-Authenticate", "Bearer error=\"invalid_token\"")
            : CannedAnswer.json(401, "{\"error\":\"invalid_token\"}");
    zoho.serves(OPENID, refusal);
    ZohoOAuthException failure = failure();
    assertThat(failure)
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("does not accept the access token");
    assertThat(failure.errorCode()).contains("invalid_token");
    assertThat(zoho.asked(OLDER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"404,404", "404,405", "405,404"})
  void userInfo_thatIsServedAtNeitherPath_doesNotBlameTheScopes(int standard, int older) {
    zoho.serves(OPENID, new CannedAnswer(standard, PAGE.headers(), PAGE.body()));
    zoho.serves(OLDER, new CannedAnswer(older, PAGE.headers(), PAGE.body()));
    assertThat(failure())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("check the data center's accounts server")
        .hasMessageNotContaining("scopes");
  }

  @Test
  void userInfo_thatOnlyTheOlderPathRefuses_namesTheScopes() {
    zoho.serves(OPENID, new CannedAnswer(404, PAGE.headers(), PAGE.body()));
    zoho.serves(OLDER, PAGE);
    assertThat(failure())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("scopes do not allow to ask who the user is");
  }

  private ZohoOAuthException failure() {
    return catchThrowableOfType(ZohoOAuthException.class, this::userInfo);
  }

  private static void isSomebody(UserInfo user) {
    assertThat(user.subject()).isEqualTo(IdTokenFixture.SUBJECT);
    assertThat(user.email()).isEqualTo("somebody@example.com");
    assertThat(user.firstName()).isEqualTo("Some");
    assertThat(user.lastName()).isEqualTo("Body");
    assertThat(user.displayName()).isEqualTo("some");
    assertThat(user.toString()).isEqualTo("UserInfo[redacted]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{\"code\":\"INVALID_OAUTHSCOPE\"}", "{\"error\":\"INVALID_OAUTHSCOPE\"}"})
  void userInfo_withoutScope_namesTheScopes(String json) {
    CannedAnswer refusal = json.isEmpty() ? PAGE : CannedAnswer.json(401, json);
    zoho.serves(OPENID, refusal);
    zoho.serves(OLDER, json.isEmpty() ? PAGE : CannedAnswer.json(400, json));
    assertThatThrownBy(this::userInfo)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("openid, profile, email or AaaServer.profile.READ")
        .hasMessageContaining("data center eu");
  }

  @Test
  void userInfo_ofATokenThatIsNotAccepted_saysSo() {
    zoho.serves(OPENID, CannedAnswer.json(400, "{\"cause\":\"INVALID_OAUTHTOKEN\"}"));
    assertThatThrownBy(this::userInfo)
        .isInstanceOfSatisfying(
            AuthorizationRequiredException.class,
            failure -> assertThat(failure.errorCode()).contains("INVALID_OAUTHTOKEN"));
    assertThat(zoho.asked(OLDER)).isEmpty();
  }

  @Test
  void userInfo_behindARedirect_isNotFollowed() {
    zoho.serves(OPENID, CannedAnswer.json(302, "{}").with("Location", OLDER));
    assertThatThrownBy(this::userInfo).isInstanceOf(ConfigurationException.class);
    assertThat(zoho.asked(OLDER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "429,RateLimitedException",
    "500,TemporaryFailureException",
    "200,TemporaryFailureException"
  })
  void userInfo_withoutAUser_isWhatTheStatusSays(int status, String kind) {
    zoho.serves(
        OPENID, CannedAnswer.json(status, "{\"email\":\"" + PlantedSecret.ID_TOKEN.value + "\"}"));
    assertThatThrownBy(this::userInfo)
        .isInstanceOf(ZohoOAuthException.class)
        .satisfies(failure -> assertThat(failure.getClass().getSimpleName()).isEqualTo(kind))
        .satisfies(failure -> assertThat(PlantedSecret.shownIn(failure)).isEmpty());
  }
}
