package io.github.zohooauth.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every code is bound to a verifier that only the token endpoint ever gets to see. */
@Tag("A8")
class PkceProofTest {

  private static MobileClient.Builder desktop() {
    return MobileClient.builder()
        .clientId(Scene.CLIENT_ID)
        .dataCenter(DataCenter.EU)
        .redirectUri("com.example.app:/callback");
  }

  private static ServerClient.Builder web() {
    return ServerClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(DataCenter.EU)
        .redirectUri(URI.create("https://app.example/callback"));
  }

  /** RFC 7636, appendix B. */
  @Test
  void challenge_isTheOneOfTheRfc() {
    assertThat(AuthorizationRequests.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void everyRequest_hasAChallengeOfItsOwn_andNoVerifier() throws Exception {
    int many = Proof.size(2_000, 100_000);
    Set<String> verifiers = new HashSet<>();
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (SeenLogs logs = new SeenLogs();
        MobileClient desktop = desktop().build();
        ServerClient web = web().build()) {
      Proof.holds(
          "A8",
          IntStream.range(0, many).boxed().toList(),
          number -> {
            AuthorizationRequest request =
                number % 2 == 0
                    ? desktop.authorizationRequest("A.b")
                    : web.newAuthorizationRequest("A.b").online().promptConsent().build();
            String verifier = String.valueOf(request.codeVerifier);
            assertThat(verifier).matches("[A-Za-z0-9._~-]{43,128}");
            assertThat(Base64.getUrlDecoder().decode(verifier).length * 8)
                .isGreaterThanOrEqualTo(256);
            assertThat(verifiers.add(verifier)).as("fresh").isTrue();
            String challenge =
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sha256.digest(verifier.getBytes(US_ASCII)));
            assertThat(request.uri().getRawQuery())
                .contains("code_challenge=" + challenge)
                .contains("code_challenge_method=S256")
                .doesNotContain("plain")
                .doesNotContain(verifier);
            assertThat(request.toString()).doesNotContain(verifier);
          });
      assertThat(logs.drain()).isEmpty();
    }
  }

  @Test
  void mobileClient_cannotBeBuiltWithoutIt() {
    assertThat(Stream.of(MobileClient.Builder.class.getMethods()).map(method -> method.getName()))
        .doesNotContain("withoutPkce");
    try (ServerClient web = web().withoutPkce().build()) {
      assertThat(web.authorizationRequest("A.b").uri().getRawQuery()).doesNotContain("challenge");
    }
  }

  @Test
  void verifier_travelsInTheBody_withItsCode() {
    try (CannedZoho zoho = new CannedZoho();
        MobileClient desktop =
            desktop().dataCenter(zoho.dataCenter()).httpClient(zoho.http).build()) {
      zoho.answers(CannedAnswer.json(200, TokenAnswer.to(TokenCall.EXCHANGE).json()));
      AuthorizationRequest request = desktop.authorizationRequest("A.b");
      desktop.exchange(request, "code=1000.abc&location=eu&state=" + request.state());
      List<String> asked = zoho.asked();
      assertThat(asked).hasSize(1);
      assertThat(asked.get(0))
          .startsWith("/oauth/v2/token ")
          .contains("code_verifier=" + request.codeVerifier)
          .contains("redirect_uri=com.example.app%3A%2Fcallback")
          .doesNotContain("client_secret");
    }
  }
}
