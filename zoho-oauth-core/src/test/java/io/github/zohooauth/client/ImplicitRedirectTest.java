package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.HostileRedirect;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The redirects of the implicit flow that are refused, without a call. */
class ImplicitRedirectTest {

  private ImplicitScene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new ImplicitScene();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  private ZohoOAuthException refused(String redirect) {
    ZohoOAuthException refusal =
        catchThrowableOfType(
            ZohoOAuthException.class,
            () -> scene.client.accept(scene.request, redirect, signIn -> ImplicitScene.OWNER));
    assertThat(refusal).isNotNull();
    assertThat(PlantedSecret.shownIn(refusal)).isEmpty();
    assertThat(refusal).hasMessageNotContaining(scene.request.state());
    assertThat(scene.store.load(new TokenKey(Scene.CLIENT_ID, ImplicitScene.OWNER))).isEmpty();
    return refusal;
  }

  private AuthorizationRequiredException required(String redirect) {
    return (AuthorizationRequiredException) refused(redirect);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "state=&", "state=another&", "state=%s&state=%s&", "State=%s&"})
  void redirect_withoutTheState_isRefused_whateverItSays(String state) {
    String wrong = state.replace("%s", scene.request.state());
    for (String rest :
        List.of(ImplicitScene.TOKEN, "error=access_denied", "error=client_not_granted")) {
      AuthorizationRequiredException refusal = required("#" + wrong + rest);
      assertThat(refusal.errorCode()).as("an error without a request").isEmpty();
    }
    assertThat(scene.accept(ImplicitScene.TOKEN)).as("the right answer still counts").isNotNull();
  }

  @Test
  void redirect_isGoodOnce_andWhileItsRequestLives() {
    scene.accept(ImplicitScene.TOKEN);
    assertThatThrownBy(() -> scene.accept(ImplicitScene.TOKEN))
        .hasMessageContaining("answered before");
    scene.request = scene.client.authorizationRequest("A.b");
    scene.time.advance(Duration.ofMinutes(10));
    assertThatThrownBy(() -> scene.accept(ImplicitScene.TOKEN)).hasMessageContaining("expired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/callback/#",
        "https://app.example/callbac#",
        "https://app.example/Callback#",
        "https://app.example:8443/callback#",
        "http://app.example/callback#",
        "https://evil.example/callback#",
        "https://app.example/callback.evil.example#"
      })
  void redirect_toAnotherUri_isRefused(String start) {
    assertThat(required(start + ImplicitScene.TOKEN + "&state=" + scene.request.state()))
        .hasMessageContaining("another URI");
  }

  @Test
  void hostileDataCenter_isRefused() {
    for (HostileRedirect hostile : HostileRedirect.known()) {
      if (hostile.query().endsWith("&code=other")) {
        continue; // hostile only beside another code
      }
      scene.request = scene.client.authorizationRequest("A.b");
      ZohoOAuthException refusal =
          refused(
              "#"
                  + ImplicitScene.TOKEN
                  + "&state="
                  + scene.request.state()
                  + "&"
                  + hostile.query());
      assertThat(refusal)
          .as("%s", hostile)
          .isInstanceOfAny(AuthorizationRequiredException.class, ConfigurationException.class)
          .hasMessageNotContaining("evil");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access_token=",
        "access_token=a%20b",
        "x=y",
        "code=1000.abc",
        "access_token=%0a",
        "token_type=mac&access_token=a"
      })
  void redirect_withoutToken_isRefused(String parameters) {
    assertThat(required("#state=" + scene.request.state() + "&" + parameters))
        .hasMessageContaining("start again with a new authorization request");
  }

  /** Somebody else's access token, which no id_token ties to this request. */
  @Test
  void tokenAlone_whereAnIdTokenWasAskedFor_isRefused() {
    AuthorizationRequest signIn = scene.client.authorizationRequest("openid", "email");
    assertThatThrownBy(
            () ->
                scene.client.accept(
                    signIn,
                    "#state=" + signIn.state() + "&" + ImplicitScene.TOKEN,
                    brought -> ImplicitScene.OWNER))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("no id_token");
  }

  @ParameterizedTest
  @CsvSource({
    "access_denied, AuthorizationRequiredException",
    "client_not_granted, AuthorizationRequiredException",
    "prompt_required, AuthorizationRequiredException",
    "invalid_client, ConfigurationException",
    "server_error, TemporaryFailureException"
  })
  void error_isOfItsKind(String error, String kind) {
    ZohoOAuthException refusal = refused("#error=" + error + "&state=" + scene.request.state());
    assertThat(refusal.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(refusal.errorCode()).contains(error);
  }

  @Test
  void requestOfAnotherClient_orKind_isRefused() {
    AuthorizationRequest other =
        scene.builder().clientId("1000.OTHER").build().authorizationRequest("A.b");
    assertThatThrownBy(
            () -> scene.client.accept(other, "#" + ImplicitScene.TOKEN + "&state=" + other.state()))
        .isInstanceOf(AuthorizationRequiredException.class);
    AuthorizationRequest code = AwaitedRequests.at(URI.create(ImplicitScene.CALLBACK));
    assertThatThrownBy(
            () -> scene.client.accept(code, "#" + ImplicitScene.TOKEN + "&state=" + code.state()))
        .isInstanceOf(AuthorizationRequiredException.class);
  }

  @Test
  void closedClient_refuses() {
    scene.client.close();
    assertThatThrownBy(() -> scene.accept(ImplicitScene.TOKEN))
        .isInstanceOf(IllegalStateException.class);
  }
}
