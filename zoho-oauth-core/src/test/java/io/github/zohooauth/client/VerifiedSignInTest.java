package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
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

/**
 * An id_token that came is verified before anything is stored, although no resolver looks at it.
 */
class VerifiedSignInTest {

  private static final String TOKEN = "/oauth/v2/token";
  private static final URI CALLBACK = URI.create("http://localhost:8765/callback");
  private static final TokenOwner OWNER = Scene.KEY.owner();

  private final SigningZoho zoho = new SigningZoho();
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void stop() {
    zoho.close();
  }

  private MobileClient mobile() {
    return MobileClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(zoho.dataCenter)
        .redirectUri(CALLBACK)
        .owner(OWNER)
        .tokenStore(store)
        .clock(zoho.time)
        .build();
  }

  private SelfClient self() {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(zoho.dataCenter)
        .owner(OWNER)
        .tokenStore(store)
        .clock(zoho.time)
        .build();
  }

  private static String callback(AuthorizationRequest request) {
    return "%s?state=%s&code=1000.c".formatted(CALLBACK, request.state());
  }

  private void issues(String idToken) {
    String answer =
        TokenAnswer.to(TokenCall.EXCHANGE).with("id_token", TokenAnswer.text(idToken)).json();
    zoho.serves(TOKEN, CannedAnswer.json(200, answer));
  }

  private void issuesForged() {
    issues(minted().signedBy(IdTokenFixture.OTHER_KEY));
  }

  private IdTokenFixture minted() {
    return zoho.mint().without("nonce");
  }

  private boolean isRevocationAsked() {
    return !zoho.asked("/oauth/v2/token/revoke").isEmpty()
        || !zoho.asked("/oauth/v2/revoke/token").isEmpty();
  }

  private void isRefused(Runnable exchange) {
    assertThatThrownBy(exchange::run).isInstanceOf(AuthorizationRequiredException.class);
    assertThat(store.load(Scene.KEY)).isEmpty();
    assertThat(isRevocationAsked()).isTrue();
  }

  @Test
  void forged_forAnOwnerWhomTheResolverNamesUnseen_isRefused() {
    try (MobileClient client = mobile()) {
      issuesForged();
      AuthorizationRequest request = client.authorizationRequest("openid");
      isRefused(() -> client.exchange(request, callback(request), signIn -> OWNER));
    }
  }

  @Test
  void forged_forTheBuildersOwner_isRefused() {
    try (MobileClient client = mobile()) {
      issuesForged();
      AuthorizationRequest request = client.authorizationRequest("openid");
      isRefused(() -> client.exchange(request, callback(request)));
    }
  }

  @Test
  void forged_byTheCodeOfASelfClient_isRefused() {
    try (SelfClient client = self()) {
      issuesForged();
      isRefused(() -> client.exchange("1000.c"));
    }
  }

  @Test
  void keyThatIsNotKnownYet_keepsTheTokensOfTheBuildersOwner_forTheSameExchange() {
    try (MobileClient client = mobile()) {
      issues(minted().signed());
      AuthorizationRequest first = client.authorizationRequest("openid");
      assertThat(client.exchange(first, callback(first)).idToken()).isNotNull();
      store.delete(Scene.KEY);

      zoho.time.advance(Duration.ofSeconds(30));
      zoho.publishes(IdTokenFixture.OTHER_KEY);
      issues(minted().header("kid", "key-2").signedBy(IdTokenFixture.OTHER_KEY));
      AuthorizationRequest second = client.authorizationRequest("openid");
      assertThatThrownBy(() -> client.exchange(second, callback(second)))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("Repeat the same exchange");
      assertThat(isRevocationAsked()).isFalse();
      assertThat(store.load(Scene.KEY)).isEmpty();

      zoho.time.advance(Duration.ofSeconds(31));
      zoho.serves(TOKEN, CannedAnswer.json(200, "{\"error\":\"invalid_code\"}")); // it is used up
      SignInResult result = client.exchange(second, callback(second));
      assertThat(result.isRenewable()).isTrue();
      assertThat(client.getAccessToken()).isEqualTo(result.accessToken());
    }
  }
}
