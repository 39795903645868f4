package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.DestinationRecorder;
import io.github.zohooauth.testkit.HostileRedirect;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The redirect of the implicit flow: read in each form that Zoho uses, after all checks. */
class ImplicitRedirectTest {

  private static final String CALLBACK = "https://app.example/callback";
  private static final String TOKEN = "access_token=" + PlantedSecret.ISSUED_ACCESS_TOKEN.value;
  private static final TokenOwner OWNER = TokenOwner.user("42");

  private final AtomicReference<Instant> now = new AtomicReference<>(Scene.NOW);
  private final TokenStore store = TokenStore.inMemory();
  private DestinationRecorder destinations;
  private BrowserClient client;
  private AuthorizationRequest request;

  @BeforeEach
  void start() throws IOException {
    destinations = new DestinationRecorder();
    client = builder().build();
    request = client.authorizationRequest("ZohoCRM.modules.READ", "ZohoCRM.org.READ");
  }

  private BrowserClient.Builder builder() {
    return BrowserClient.builder()
        .clientId(Scene.CLIENT_ID)
        .dataCenter(DataCenter.US)
        .redirectUri(URI.create(CALLBACK))
        .tokenStore(store)
        .httpClient(destinations.http)
        .clock(now::get);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    assertThat(destinations.drain()).as("all of it without a call").isEmpty();
    destinations.close();
  }

  private AccessToken accept(String parameters) {
    return client
        .accept(request, "#state=" + request.state() + "&" + parameters, signIn -> OWNER)
        .accessToken();
  }

  private ZohoOAuthException refused(String redirect) {
    ZohoOAuthException refusal =
        catchThrowableOfType(
            ZohoOAuthException.class, () -> client.accept(request, redirect, signIn -> OWNER));
    assertThat(refusal).isNotNull();
    assertThat(PlantedSecret.shownIn(refusal)).isEmpty();
    assertThat(refusal).hasMessageNotContaining(request.state());
    assertThat(store.load(new TokenKey(Scene.CLIENT_ID, OWNER))).isEmpty();
    return refusal;
  }

  private AuthorizationRequiredException required(String redirect) {
    return (AuthorizationRequiredException) refused(redirect);
  }

  static Stream<String> forms() {
    return Stream.of(CALLBACK + "#", CALLBACK + "?", "#", "?", "")
        .flatMap(start -> Stream.of(start, start + "&"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void answer_isRead_inEveryForm(String start) {
    String parameters =
        TOKEN
            + "&expires_in=3600&location=eu&api_domain=https://www.zohoapis.eu"
            + "&granted_for_session=true&";
    AccessToken token =
        client.accept(request, start + parameters + "state=" + request.state()).accessToken();
    assertThat(token.value()).isEqualTo(PlantedSecret.ISSUED_ACCESS_TOKEN.value);
    assertThat(token.expiresAt()).isEqualTo(Scene.NOW.plus(Duration.ofHours(1)));
    assertThat(token.apiDomain()).isEqualTo(URI.create("https://www.zohoapis.eu"));
    assertThat(token.scopes()).containsExactly("ZohoCRM.modules.READ", "ZohoCRM.org.READ");
    StoredToken stored = store.load(Scene.KEY).orElseThrow();
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
    assertThat(accept(TOKEN + "&" + expiry).expiresAt())
        .isEqualTo(Scene.NOW.plus(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "state=&", "state=another&", "state=%s&state=%s&", "State=%s&"})
  void redirect_withoutTheState_isRefused_whateverItSays(String state) {
    String wrong = state.replace("%s", request.state());
    for (String rest : List.of(TOKEN, "error=access_denied", "error=client_not_granted")) {
      AuthorizationRequiredException refusal = required("#" + wrong + rest);
      assertThat(refusal.errorCode()).as("an error without a request").isEmpty();
    }
    assertThat(accept(TOKEN)).as("the right answer still counts").isNotNull();
  }

  @Test
  void redirect_isGoodOnce_andWhileItsRequestLives() {
    accept(TOKEN);
    assertThatThrownBy(() -> accept(TOKEN)).hasMessageContaining("answered before");
    request = client.authorizationRequest("A.b");
    now.set(Scene.NOW.plus(Duration.ofMinutes(10)));
    assertThatThrownBy(() -> accept(TOKEN)).hasMessageContaining("expired");
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
    assertThat(required(start + TOKEN + "&state=" + request.state()))
        .hasMessageContaining("another URI");
  }

  @Test
  void hostileDataCenter_isRefused() {
    for (HostileRedirect hostile : HostileRedirect.known()) {
      if (hostile.query().endsWith("&code=other")) {
        continue; // hostile only beside another code
      }
      request = client.authorizationRequest("A.b");
      ZohoOAuthException refusal =
          refused("#" + TOKEN + "&state=" + request.state() + "&" + hostile.query());
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
    assertThat(required("#state=" + request.state() + "&" + parameters))
        .hasMessageContaining("start again with a new authorization request");
  }

  /** Somebody else's access token, which no id_token ties to this request. */
  @Test
  void tokenAlone_whereAnIdTokenWasAskedFor_isRefused() {
    AuthorizationRequest signIn = client.authorizationRequest("openid", "email");
    assertThatThrownBy(
            () -> client.accept(signIn, "#state=" + signIn.state() + "&" + TOKEN, brought -> OWNER))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("no id_token");
  }

  @Test
  void refreshToken_isNotTakenFromABrowser() {
    accept(TOKEN + "&refresh_token=" + PlantedSecret.ISSUED_REFRESH_TOKEN.value);
    StoredToken stored = store.load(new TokenKey(Scene.CLIENT_ID, OWNER)).orElseThrow();
    assertThat(stored.refreshToken()).isNull();
  }

  @Test
  void apiDomain_ofAnotherHost_isNotUsed() {
    assertThat(accept(TOKEN + "&location=eu&api_domain=https://evil.example").apiDomain())
        .isEqualTo(URI.create("https://www.zohoapis.eu"));
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
    ZohoOAuthException refusal = refused("#error=" + error + "&state=" + request.state());
    assertThat(refusal.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(refusal.errorCode()).contains(error);
  }

  @Test
  void requestOfAnotherClient_orKind_isRefused() {
    AuthorizationRequest other =
        builder().clientId("1000.OTHER").build().authorizationRequest("A.b");
    assertThatThrownBy(() -> client.accept(other, "#" + TOKEN + "&state=" + other.state()))
        .isInstanceOf(IllegalArgumentException.class);
    AuthorizationRequest code = AwaitedRequests.at(URI.create(CALLBACK));
    assertThatThrownBy(() -> client.accept(code, "#" + TOKEN + "&state=" + code.state()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closedClient_refuses() {
    client.close();
    assertThatThrownBy(() -> accept(TOKEN)).isInstanceOf(IllegalStateException.class);
  }
}
