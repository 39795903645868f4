package io.github.zohooauth.localzoho.internal.accounts;

import static io.github.zohooauth.localzoho.testkit.Browsing.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class CodeExchangeTest {
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String S256 = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"; // RFC 7636, B

  private BrowserCalls calls;

  @BeforeEach
  void registerClient(LocalZoho zoho) {
    calls = BrowserCalls.of(zoho, zoho.user("eu").serverClient(CALLBACK));
  }

  @Test
  @DisplayName("2.3 a code of the browser brings tokens, and the refresh token refreshes")
  void exchange_bringsTokens(LocalZoho zoho) {
    HttpResponse<String> response = calls.exchange(calls.code("access_type", "offline"));

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode tokens = Wire.json(response);
    assertThat(tokens.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "access_token", "refresh_token", "scope", "api_domain", "token_type", "expires_in");
    assertThat(tokens.path("scope").asText()).isEqualTo(Browsing.SCOPE);
    HttpResponse<String> refreshed =
        TokenCalls.of(zoho, calls.client()).refresh(tokens.path("refresh_token").asText());
    assertThat(Wire.json(refreshed).path("access_token").asText())
        .isNotEqualTo(tokens.path("access_token").asText())
        .startsWith("1000.");
  }

  @Test
  @DisplayName("2.2 a code is good once")
  void exchange_twice_isInvalidCode() {
    String code = calls.code();
    calls.exchange(code);

    assertThat(TokenCalls.error(calls.exchange(code))).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("9 a code of the browser lives two minutes")
  void exchange_afterTwoMinutes_isInvalidCode(LocalZoho zoho) {
    String code = calls.code();
    zoho.clock().advance(Duration.ofMinutes(2));

    assertThat(TokenCalls.error(calls.exchange(code))).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("2.3 redirect_uri must be what it was, to the letter")
  void exchange_withOtherRedirectUri_isInvalidRedirectUri() {
    for (String other : List.of("", CALLBACK + "/", "https://evil.example/")) {
      HttpResponse<String> response = calls.exchange(calls.code(), "redirect_uri", other);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(TokenCalls.error(response)).as(other).isEqualTo("invalid_redirect_uri");
    }
  }

  @Test
  @DisplayName("8.2 a code stays its client's own")
  void exchange_byAnotherClient_isInvalidCode(LocalZoho zoho) {
    BrowserCalls other = BrowserCalls.of(zoho, zoho.user("eu").serverClient(CALLBACK));

    assertThat(TokenCalls.error(other.exchange(calls.code()))).isEqualTo("invalid_code");
  }

  @Test
  @DisplayName("2.7 S256: only the verifier behind the challenge exchanges the code")
  void exchange_withS256_needsVerifier() {
    String[] challenge = {"code_challenge", S256, "code_challenge_method", "S256"};

    assertThat(TokenCalls.error(calls.exchange(calls.code(challenge)))).isEqualTo("invalid_code");
    assertThat(TokenCalls.error(calls.exchange(calls.code(challenge), "code_verifier", S256)))
        .isEqualTo("invalid_code");
    assertThat(isGood(calls.exchange(calls.code(challenge), "code_verifier", VERIFIER))).isTrue();
  }

  @Test
  @DisplayName("2.7 plain, also when no method is named: the verifier is the challenge")
  void exchange_withPlain_needsChallenge() {
    for (String method : List.of("plain", "")) {
      String[] challenge = {"code_challenge", VERIFIER, "code_challenge_method", method};

      assertThat(TokenCalls.error(calls.exchange(calls.code(challenge), "code_verifier", S256)))
          .isEqualTo("invalid_code");
      assertThat(isGood(calls.exchange(calls.code(challenge), "code_verifier", VERIFIER)))
          .as(method)
          .isTrue();
    }
  }

  @Test
  @DisplayName("8.2 client-based and non-browser clients exchange no code: invalid_client")
  void exchange_byClientOfWrongType_isInvalidClient(LocalZoho zoho) {
    User user = zoho.user("eu");

    for (Client client : List.of(user.browserClient(CALLBACK), user.deviceClient())) {
      BrowserCalls wrong = BrowserCalls.of(zoho, client, user);
      assertThat(TokenCalls.error(wrong.exchange("1000.no.such")))
          .as(client.type().toString())
          .isEqualTo("invalid_client");
    }
  }

  @Test
  @DisplayName("4.2 only a self client asks for itself: invalid_client for the others")
  void clientCredentials_ofServerClient_isInvalidClient(LocalZoho zoho) {
    HttpResponse<String> response =
        TokenCalls.of(zoho, calls.client()).clientCredentials("ZohoCRM.org.READ", "ZohoCRM.1");

    assertThat(TokenCalls.error(response)).isEqualTo("invalid_client");
  }

  private static boolean isGood(HttpResponse<String> response) {
    return Wire.json(response).has("access_token");
  }
}
