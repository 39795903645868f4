package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the redirect of the implicit flow brings: read in each form that Zoho uses. */
class ImplicitAnswerTest {

  private ImplicitScene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new ImplicitScene();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  static Stream<String> forms() {
    return Stream.of(ImplicitScene.CALLBACK + "#", ImplicitScene.CALLBACK + "?", "#", "?", "")
        .flatMap(start -> Stream.of(start, start + "&"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void answer_isRead_inEveryForm(String start) {
    String parameters =
        ImplicitScene.TOKEN
            + "&expires_in=3600&location=eu&api_domain=https://www.zohoapis.eu"
            + "&granted_for_session=true&";
    AccessToken token =
        scene
            .client
            .accept(scene.request, start + parameters + "state=" + scene.request.state())
            .accessToken();
    assertThat(token.value()).isEqualTo(PlantedSecret.ISSUED_ACCESS_TOKEN.value);
    assertThat(token.expiresAt()).isEqualTo(Scene.NOW.plus(Duration.ofHours(1)));
    assertThat(token.apiDomain()).isEqualTo(URI.create("https://www.zohoapis.eu"));
    assertThat(token.scopes()).containsExactly("ZohoCRM.modules.READ", "ZohoCRM.org.READ");
    StoredToken stored = scene.store.load(Scene.KEY).orElseThrow();
    assertThat(stored.location()).isEqualTo("eu");
    assertThat(SignInHistory.of(stored).forSession()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "expires_in=3600, 3600",
    "expires_in=1800, 1800",
    "expires_in=3600000, 3600",
    "expires_in_sec=3600&expires_in=3600000, 3600",
    "expires_in_sec=1800, 1800",
    "expires_in=, 3600",
    "expires_in=soon, 3600",
    "expires_in=-1, 3600",
    "nothing=0, 3600"
  })
  void life_isReadInEveryUnit(String expiry, long seconds) {
    assertThat(scene.accept(ImplicitScene.TOKEN + "&" + expiry).expiresAt())
        .isEqualTo(Scene.NOW.plus(Duration.ofSeconds(seconds)));
  }

  @Test
  void refreshToken_isNotTakenFromABrowser() {
    scene.accept(
        ImplicitScene.TOKEN + "&refresh_token=" + PlantedSecret.ISSUED_REFRESH_TOKEN.value);
    StoredToken stored =
        scene.store.load(new TokenKey(Scene.CLIENT_ID, ImplicitScene.OWNER)).orElseThrow();
    assertThat(stored.refreshToken()).isNull();
  }

  @Test
  void apiDomain_ofAnotherHost_isNotUsed() {
    assertThat(
            scene
                .accept(ImplicitScene.TOKEN + "&location=eu&api_domain=https://evil.example")
                .apiDomain())
        .isEqualTo(URI.create("https://www.zohoapis.eu"));
  }
}
