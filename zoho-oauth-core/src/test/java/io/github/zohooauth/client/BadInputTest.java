package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.testkit.BadInput;
import io.github.zohooauth.testkit.ForbiddenServer;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.TokenAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is refused at once, by the name of its option, and without its value. */
class BadInputTest {

  private static ForbiddenServer accounts;

  @BeforeAll
  static void start() throws IOException {
    accounts = new ForbiddenServer();
  }

  @AfterAll
  static void stop() throws IOException {
    accounts.close();
  }

  static List<BadInput> everyBadInput() {
    return BadInput.all();
  }

  @ParameterizedTest
  @MethodSource
  void everyBadInput(BadInput bad) {
    SelfClient.Builder builder =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(
                DataCenter.of("eu", URI.create(accounts.base()), URI.create(TokenAnswer.BASE)));
    assertThatThrownBy(() -> bad.call().accept(builder))
        .isInstanceOfAny(
            IllegalArgumentException.class, NullPointerException.class, IllegalStateException.class)
        .hasMessageContaining(bad.option())
        .satisfies(refusal -> assertThat(PlantedSecret.shownIn(refusal)).isEmpty())
        .message()
        .doesNotContain("\r", "\n", "\u0000")
        .hasSizeLessThan(200);
    assertThat(accounts.caught()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://accounts.zoho.sg",
        "https://accounts.zoho.sg/",
        "https://accounts.example:8443",
        "http://localhost:8080",
        "http://127.0.0.1:8080",
        "http://127.1.2.3",
        "http://[::1]:8080"
      })
  void dataCenter_takesHttps_andPlainHttpOnLoopback(String url) {
    URI server = URI.create(url);
    assertThat(DataCenter.of("sg", server, server).accountsServer())
        .isEqualTo(URI.create(url.replaceFirst("/$", "")));
  }

  @Test
  void httpClient_thatFollowsNoRedirect_isTaken() {
    HttpClient http = HttpClient.newHttpClient();
    assertThatCode(() -> SelfClient.builder().httpClient(http)).doesNotThrowAnyException();
  }
}
