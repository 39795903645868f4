package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.IdToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.testing.FakeIdToken;
import io.github.zohooauth.testing.FakeSignIn;
import io.github.zohooauth.testing.FakeUserInfo;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sign-in of the test-jar looks to an application like a real one of the same user. */
class FakeSignInTest {

  private static final String TOKEN = "/oauth/v2/token";
  private static final String USER_INFO = "/oauth/v2/userinfo";
  private static final URI CALLBACK = URI.create("http://localhost:8765/callback");

  private static final List<String> CLAIMS =
      List.of("iss", "sub", "aud", "exp", "iat", "email", "email_verified", "first_name", "none");

  private final SigningZoho zoho = new SigningZoho();

  @AfterEach
  void stop() {
    zoho.close();
  }

  /** What the resolver of a real sign-in sees. */
  private Map<String, Object> real(TokenAnswer answer) {
    zoho.serves(TOKEN, CannedAnswer.json(200, answer.json()));
    Map<String, Object> seen = new LinkedHashMap<>();
    try (MobileClient client =
        MobileClient.builder()
            .clientId(Scene.CLIENT_ID)
            .dataCenter(zoho.dataCenter)
            .redirectUri(CALLBACK)
            .clock(zoho.time)
            .build()) {
      AuthorizationRequest request = client.authorizationRequest("openid");
      client.exchange(
          request,
          "code=1000.c&state=" + request.state(),
          signIn -> {
            seen.putAll(seen(signIn));
            return TokenOwner.unnamed();
          });
    }
    return seen;
  }

  /** Every answer of a sign-in, or the class of its exception. */
  private static Map<String, Object> seen(SignIn signIn) {
    Map<String, Callable<Object>> questions = new LinkedHashMap<>();
    questions.put("accessToken", signIn::accessToken);
    questions.put("dataCenter", signIn::dataCenter);
    questions.put("environment", signIn::environment);
    questions.put("inEnvironment", () -> signIn.inEnvironment(TokenOwner.user("ada")));
    questions.put("hasRefreshToken", signIn::hasRefreshToken);
    questions.put("userInfo", signIn::userInfo);
    questions.put("issuer", () -> signIn.idToken().issuer());
    questions.put("subject", () -> signIn.idToken().subject());
    questions.put("audience", () -> signIn.idToken().audience());
    questions.put("expiresAt", () -> signIn.idToken().expiresAt());
    questions.put("issuedAt", () -> signIn.idToken().issuedAt());
    questions.put("email", () -> signIn.idToken().email());
    for (String claim : CLAIMS) {
      questions.put("claim " + claim, () -> signIn.idToken().claim(claim));
    }
    questions.put("idToken as text", () -> signIn.idToken().toString());
    for (int length : new int[] {1, 256, 257}) {
      questions.put("name of " + length, () -> put(signIn, "n".repeat(length), "v"));
      questions.put("value of " + length * 16, () -> put(signIn, "n", "v".repeat(length * 16)));
    }
    questions.put("33 details", () -> put33(signIn));
    Map<String, Object> seen = new LinkedHashMap<>();
    questions.forEach((name, question) -> seen.put(name, answer(question)));
    return seen;
  }

  private static Object answer(Callable<Object> question) {
    try {
      return question.call();
    } catch (Exception e) {
      return e.getClass();
    }
  }

  private static Object put(SignIn signIn, String name, String value) {
    signIn.putDetail(name, value);
    return "put";
  }

  private static Object put33(SignIn signIn) {
    int put = 0;
    try {
      for (; put < 33; put++) {
        signIn.putDetail("detail " + put, "v");
      }
    } catch (IllegalArgumentException e) {
      return "refused after " + put;
    }
    return "put";
  }

  private AccessToken token(URI apiDomain) {
    return new AccessToken(
        PlantedSecret.ISSUED_ACCESS_TOKEN.value,
        Scene.NOW.plus(Duration.ofHours(1)),
        Scene.STORED_SCOPES,
        zoho.dataCenter,
        apiDomain);
  }

  private TokenAnswer answer(IdTokenFixture idToken) {
    return TokenAnswer.to(TokenCall.EXCHANGE)
        .with("id_token", TokenAnswer.text(idToken.without("nonce").signed()));
  }

  private FakeIdToken idToken() {
    return FakeIdToken.builder()
        .issuer(zoho.dataCenter.accountsServer().toString())
        .subject(IdTokenFixture.SUBJECT)
        .audience(Scene.CLIENT_ID)
        .issuedAt(Scene.NOW.minusSeconds(5))
        .expiresAt(Scene.NOW.plusSeconds(3600));
  }

  private FakeSignIn.Builder signIn(IdToken idToken) {
    return FakeSignIn.builder().accessToken(token(URI.create(TokenAnswer.BASE))).idToken(idToken);
  }

  @Test
  void user_withEverything() {
    zoho.serves(
        USER_INFO,
        CannedAnswer.json(
            200,
            """
            {"sub":"%s","email":"ada@example.com","name":"Ada L","first_name":"Ada",
             "last_name":"L"}"""
                .formatted(IdTokenFixture.SUBJECT)));
    Map<String, Object> real =
        real(
            answer(
                zoho.mint()
                    .claim("email", "ada@example.com")
                    .claim("email_verified", true)
                    .claim("first_name", "Ada")));
    FakeSignIn fake =
        signIn(idToken().email("ada@example.com").claim("first_name", "Ada").build())
            .userInfo(
                FakeUserInfo.builder()
                    .subject(IdTokenFixture.SUBJECT)
                    .email("ada@example.com")
                    .displayName("Ada L")
                    .firstName("Ada")
                    .lastName("L")
                    .build())
            .build();
    assertThat(seen(fake)).isEqualTo(real).containsEntry("33 details", "refused after 30");
    assertThat(fake.details()).hasSize(32).containsEntry("detail 29", "v");
  }

  @Test
  void user_withoutEmail_andWithoutUserInfo() {
    zoho.serves(USER_INFO, CannedAnswer.json(403, "{\"error\":\"insufficient_scope\"}"));
    assertThat(seen(signIn(idToken().build()).build()))
        .isEqualTo(real(answer(zoho.mint().without("email"))));
  }

  @Test
  void user_withUnverifiedEmail() {
    zoho.serves(USER_INFO, CannedAnswer.json(403, "{\"error\":\"insufficient_scope\"}"));
    assertThat(seen(signIn(idToken().unverifiedEmail("ada@example.com").build()).build()))
        .isEqualTo(
            real(
                answer(
                    zoho.mint().claim("email", "ada@example.com").claim("email_verified", false))));
  }

  @Test
  void signIn_withoutIdToken_andWithoutRefreshToken_inTheSandbox() {
    zoho.serves(USER_INFO, CannedAnswer.json(403, "{\"error\":\"insufficient_scope\"}"));
    URI sandbox = zoho.dataCenter.apiDomain(Environment.SANDBOX).orElseThrow();
    TokenAnswer answer =
        TokenAnswer.to(TokenCall.EXCHANGE)
            .with("refresh_token", "")
            .with("api_domain", TokenAnswer.text(sandbox.toString()));
    assertThat(seen(FakeSignIn.builder().accessToken(token(sandbox)).withoutRefreshToken().build()))
        .isEqualTo(real(answer))
        .containsEntry("inEnvironment", TokenOwner.user("ada").inEnvironment(Environment.SANDBOX));
  }

  @Test
  void defaults_areOneUser_inTheUs() {
    IdToken idToken = FakeIdToken.builder().build();
    FakeSignIn signIn = FakeSignIn.builder().build();
    assertThat(idToken.subject()).isEqualTo(FakeUserInfo.builder().build().subject());
    assertThat(idToken.expiresAt().orElseThrow()).isAfter(idToken.issuedAt().orElseThrow());
    assertThat(signIn.dataCenter()).isEqualTo(DataCenter.US);
    assertThat(signIn.hasRefreshToken()).isTrue();
    assertThat(signIn.details()).isEmpty();
    assertThat(signIn.toString()).doesNotContain("1000.fake");
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse is the test
  void missingValues_areRefusedByName() {
    FakeIdToken idToken = FakeIdToken.builder();
    FakeUserInfo userInfo = FakeUserInfo.builder();
    refuses("accessToken", () -> FakeSignIn.builder().accessToken(null));
    refuses("idToken", () -> FakeSignIn.builder().idToken(null));
    refuses("userInfo", () -> FakeSignIn.builder().userInfo(null));
    refuses("issuedAt", () -> idToken.issuedAt(null));
    refuses("expiresAt", () -> idToken.expiresAt(null));
    refuses("value", () -> idToken.email(null));
    refuses("name", () -> idToken.claim(null, ""));
    refuses("name", () -> idToken.build().claim(null));
    refuses("subject", () -> userInfo.subject(null));
    refuses("email", () -> userInfo.email(null));
    refuses("displayName", () -> userInfo.displayName(null));
    refuses("firstName", () -> userInfo.firstName(null));
    refuses("lastName", () -> userInfo.lastName(null));
  }

  private static void refuses(String name, Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(NullPointerException.class).hasMessage(name);
  }
}
