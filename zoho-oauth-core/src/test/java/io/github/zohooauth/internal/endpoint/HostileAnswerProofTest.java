package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.client.SignInScene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.HostileRedirect;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.SignInCall;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer, or a record that somebody has changed, never names where a token or secret goes. */
@Tag("A2")
class HostileAnswerProofTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static CannedZoho zoho;
  private static SeenLogs logs;

  /** Where a host arrives from outside. */
  private enum Entrance {
    ANSWER_TO_EXCHANGE,
    ANSWER_TO_REFRESH,
    ANSWER_TO_SIGN_IN,
    IMPLICIT_REDIRECT,
    STORED_RECORD,
    DEVICE_LOCATION,
    VERIFICATION_URL
  }

  private record Hostile(Entrance entrance, String text) {
    @Override
    public String toString() {
      return entrance + " " + text.substring(0, Math.min(text.length(), 150));
    }
  }

  @BeforeAll
  static void start() throws IOException {
    zoho = new CannedZoho();
    logs = new SeenLogs();
  }

  @AfterAll
  static void stop() {
    zoho.close();
    logs.close();
  }

  @Test
  void hostThatArrives_isNeverUsed() {
    Random chance = new Random(Proof.seed("A2", 20260408));
    List<Hostile> all = new ArrayList<>();
    for (int i = 0; i < Proof.size(500, 10_000); i++) {
      Entrance entrance = Entrance.values()[i % Entrance.values().length];
      all.add(new Hostile(entrance, HostileRedirect.text(chance, honest(entrance))));
    }
    Proof.holds("A2", all, HostileAnswerProofTest::hold);
  }

  private static String honest(Entrance entrance) {
    return switch (entrance) {
      case DEVICE_LOCATION -> "in";
      case VERIFICATION_URL -> zoho.dataCenter().accountsServer() + "/oauth/v3/device";
      default -> "https://crm.zohoapis.eu";
    };
  }

  private static void hold(Hostile hostile) throws Exception {
    switch (hostile.entrance()) {
      case ANSWER_TO_EXCHANGE -> holdToken(play(TokenCall.EXCHANGE, hostile));
      case ANSWER_TO_REFRESH -> holdToken(play(TokenCall.REFRESH, hostile));
      case ANSWER_TO_SIGN_IN -> {
        zoho.answers(CannedAnswer.json(200, issued(TokenCall.EXCHANGE, hostile)));
        SignInCall call = SignInCall.CODE_OF_A_REDIRECT;
        try (SignInScene scene = new SignInScene(call, zoho.dataCenter(), zoho.http)) {
          holdToken(scene.play());
        }
      }
      case IMPLICIT_REDIRECT -> holdImplicit(hostile);
      case STORED_RECORD -> holdStored(hostile);
      case DEVICE_LOCATION -> holdLocation(hostile);
      case VERIFICATION_URL -> holdVerificationUrl(hostile);
    }
    assertThat(logs.drain()).allSatisfy(line -> assertThat(line).doesNotContain("evil"));
  }

  private static Scene.End play(TokenCall call, Hostile hostile) throws IOException {
    zoho.answers(CannedAnswer.json(200, issued(call, hostile)));
    try (Scene scene = new Scene(call, zoho.dataCenter(), zoho.http)) {
      return scene.play();
    }
  }

  private static String issued(TokenCall call, Hostile hostile) throws IOException {
    return TokenAnswer.to(call).with("api_domain", JSON.writeValueAsString(hostile.text())).json();
  }

  private static void holdToken(Scene.End end) {
    holdDomain(end.wanted().apiDomain());
  }

  /** https, the default port, and below the registrable domain of this data center. */
  private static void holdDomain(URI domain) {
    assertThat(domain.toString()).matches("https://([a-z0-9-]+\\.)*zohoapis\\.eu");
  }

  private static void holdImplicit(Hostile hostile) {
    try (BrowserClient page =
        BrowserClient.builder()
            .clientId(Scene.CLIENT_ID)
            .dataCenter(zoho.dataCenter())
            .redirectUri(URI.create("https://app.example/page"))
            .clock(() -> Scene.NOW)
            .build()) {
      AuthorizationRequest request = page.authorizationRequest("A.b");
      String fragment =
          "#access_token=%s&expires_in=3600&location=eu&api_domain=%s&state=%s"
              .formatted(
                  PlantedSecret.ISSUED_ACCESS_TOKEN.value,
                  HostileRedirect.encoded(hostile.text()),
                  request.state());
      try {
        holdDomain(
            page.accept(request, "https://app.example/page" + fragment).accessToken().apiDomain());
      } catch (AuthorizationRequiredException e) { // a redirect that cannot be read at all
        assertThat(e).hasMessageContaining("start again");
      }
    }
  }

  /** As if somebody had write access to the store, where text is text. */
  private static void holdStored(Hostile hostile) throws IOException {
    URI uri;
    try {
      uri = new URI(hostile.text());
    } catch (java.net.URISyntaxException e) {
      return; // no record can hold it
    }
    TokenStore store = TokenStore.inMemory();
    StoredToken.Issued token =
        new StoredToken.Issued(
            PlantedSecret.STORED_ACCESS_TOKEN.value,
            Scene.NOW.plus(Duration.ofHours(1)),
            Set.of(),
            uri);
    store.save(
        Scene.KEY,
        new StoredToken(
            zoho.dataCenter().location(),
            token,
            Scene.NOW,
            PlantedSecret.STORED_REFRESH_TOKEN.value,
            Map.of(),
            Map.of()));
    try (SelfClient client =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
            .dataCenter(zoho.dataCenter())
            .tokenStore(store)
            .clock(() -> Scene.NOW)
            .build()) {
      holdDomain(client.getAccessToken().apiDomain());
    }
  }

  private static void holdLocation(Hostile hostile) throws IOException {
    zoho.answersAfterPrompt(
        CannedAnswer.json(
            200,
            "{\"error\":\"other_dc\",\"user_location\":%s}"
                .formatted(JSON.writeValueAsString(hostile.text()))));
    SignInCall call = SignInCall.DEVICE_TOKEN;
    try (SignInScene scene = new SignInScene(call, zoho.dataCenter(), zoho.http)) {
      assertThat(scene.play().failure())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("dataCenters(...)")
          .hasMessageNotContaining("evil");
    }
    assertThat(zoho.asked()).as("the start and one poll").hasSize(2);
  }

  private static void holdVerificationUrl(Hostile hostile) throws IOException {
    String codes =
        "{\"user_code\":\"ABCD\",\"device_code\":\"%s\",\"verification_url\":%s}"
            .formatted(PlantedSecret.DEVICE_CODE.value, JSON.writeValueAsString(hostile.text()));
    zoho.answers(CannedAnswer.json(200, codes));
    SignInCall call = SignInCall.DEVICE_CODE;
    try (SignInScene scene = new SignInScene(call, zoho.dataCenter(), zoho.http)) {
      ZohoOAuthException failure = scene.play().failure();
      Optional.ofNullable(failure)
          .ifPresent(refusal -> assertThat(refusal).hasMessageNotContaining("evil"));
      if (failure == null) { // only its path or query was changed
        URI shown = scene.device.deviceAuthorization("A.b").verificationUri();
        URI server = URI.create(shown.getScheme() + "://" + shown.getRawAuthority());
        assertThat(
                Stream.concat(Stream.of(zoho.dataCenter()), DataCenter.builtIn().stream())
                    .map(DataCenter::accountsServer))
            .contains(server);
      }
    }
  }
}
