package io.github.zohooauth.internal.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.client.SignIn;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.IdTokenFixture;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A key that is newer than the keys that are known is a temporary failure of the sign-in. */
@Timeout(30)
class RotatedKeyTest {

  private static final String TOKEN = "/oauth/v2/token";
  private static final URI CALLBACK = URI.create("http://localhost:8765/callback");
  private static final TokenOwner OWNER = TokenOwner.user("somebody@example.com");

  private static TokenOwner byEmail(SignIn signIn) {
    return TokenOwner.user(signIn.idToken().email());
  }

  private final SigningZoho zoho = new SigningZoho();
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void stop() {
    zoho.close();
  }

  private ServerClient server() {
    return ServerClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(zoho.dataCenter)
        .redirectUri(CALLBACK)
        .tokenStore(store)
        .clock(zoho.time)
        .build();
  }

  private static String redirect(AuthorizationRequest request, String code) {
    return "%s?state=%s&code=%s".formatted(CALLBACK, request.state(), code);
  }

  private void issues(String idToken) {
    String answer =
        TokenAnswer.to(TokenCall.EXCHANGE).with("id_token", TokenAnswer.text(idToken)).json();
    zoho.serves(TOKEN, CannedAnswer.json(200, answer));
  }

  private IdTokenFixture minted() {
    return zoho.mint().without("nonce");
  }

  private boolean isRevocationAsked() {
    return !zoho.asked("/oauth/v2/token/revoke").isEmpty()
        || !zoho.asked("/oauth/v2/revoke/token").isEmpty();
  }

  @Test
  void keyRotatedWithinTheMinute_isTemporary_andTheSameExchangeWorksLater() {
    try (ServerClient client = server()) {
      AuthorizationRequest first = client.authorizationRequest("openid", "email");
      issues(minted().signed());
      client.exchange(first, redirect(first, "1000.first"), RotatedKeyTest::byEmail);

      zoho.time.advance(Duration.ofSeconds(30));
      zoho.publishes(IdTokenFixture.OTHER_KEY);
      issues(minted().header("kid", "key-2").signedBy(IdTokenFixture.OTHER_KEY));
      AuthorizationRequest second = client.authorizationRequest("openid", "email");
      String redirect = redirect(second, "1000.second");
      assertThatThrownBy(() -> client.exchange(second, redirect, RotatedKeyTest::byEmail))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("The key may be new")
          .hasMessageContaining("Repeat the same exchange");
      assertThat(isRevocationAsked()).isFalse();

      zoho.time.advance(Duration.ofSeconds(31));
      zoho.serves(TOKEN, CannedAnswer.json(200, "{\"error\":\"invalid_code\"}")); // it is used up
      AccessToken token = client.exchange(second, redirect, RotatedKeyTest::byEmail).accessToken();
      assertThat(client.forOwner(OWNER).getAccessToken()).isEqualTo(token);
      assertThat(zoho.asked(TOKEN)).hasSize(2);

      assertThatThrownBy(() -> client.exchange(second, redirect, RotatedKeyTest::byEmail))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("answered before");
    }
  }

  @Test
  void keyThatTheDataCenterDoesNotHave_isRefused_onceNewerKeysWereLookedAt() {
    try (ServerClient client = server()) {
      issues(minted().header("kid", "key-2").signedBy(IdTokenFixture.OTHER_KEY));
      AuthorizationRequest request = client.authorizationRequest("openid", "email");
      assertThatThrownBy(
              () -> client.exchange(request, redirect(request, "1000.c"), RotatedKeyTest::byEmail))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("none of the data center's keys");
      assertThat(isRevocationAsked()).isTrue();
    }
  }

  @Test
  void tokensThatNoCallerComesBackFor_areRevokedAtASignInAfterTenMinutes() {
    try (ServerClient client = server()) {
      issues(minted().signed());
      AuthorizationRequest left = client.authorizationRequest("openid");
      assertThatThrownBy(
              () ->
                  client.exchange(
                      left,
                      redirect(left, "1000.left"),
                      signIn -> {
                        throw new TemporaryFailureException("later");
                      }))
          .isInstanceOf(TemporaryFailureException.class);
      assertThat(isRevocationAsked()).isFalse();
      zoho.serves("/oauth/v2/token/revoke", CannedAnswer.json(200, "{\"status\":\"success\"}"));
      zoho.time.advance(Duration.ofMinutes(10));
      AuthorizationRequest next = client.authorizationRequest("ZohoCRM.modules.ALL");
      client.exchange(next, redirect(next, "1000.next"), signIn -> OWNER);
      while (!isRevocationAsked()) { // it is awaited by no caller; the test has a timeout
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void redirectThatBroughtTheTokenItself_isAcceptedAgain() {
    try (BrowserClient client =
        BrowserClient.builder()
            .clientId(Scene.CLIENT_ID)
            .dataCenter(zoho.dataCenter)
            .redirectUri(CALLBACK)
            .tokenStore(store)
            .clock(zoho.time)
            .build()) {
      AuthorizationRequest request = client.authorizationRequest("ZohoCRM.modules.ALL");
      String redirect =
          "%s#state=%s&access_token=1000.a&expires_in=3600".formatted(CALLBACK, request.state());
      assertThatThrownBy(
              () ->
                  client.accept(
                      request,
                      redirect,
                      signIn -> {
                        throw new TemporaryFailureException("later");
                      }))
          .isInstanceOf(TemporaryFailureException.class);
      assertThat(isRevocationAsked()).isFalse();
      assertThat(client.accept(request, redirect, signIn -> OWNER).accessToken().value())
          .isEqualTo("1000.a");
    }
  }
}
