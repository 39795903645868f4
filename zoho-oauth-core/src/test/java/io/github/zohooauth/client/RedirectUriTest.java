package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.testkit.LocalDataCenters;
import io.github.zohooauth.testkit.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts of redirect URIs that are unusual and right, and what is said of those that are wrong. */
class RedirectUriTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://my_app.example/callback",
        "https://_my.app_.example:8443/callback",
        "https://my_app/callback",
        "https://app-1.example/call_back?tenant_id=1"
      })
  @ExtendWith(LocalZohoExtension.class)
  void host_withAnUnderscore_signsIn(URI redirectUri, LocalZoho zoho) {
    Client registered = zoho.user("eu").serverClient(redirectUri);
    try (ServerClient web =
        ServerClient.builder()
            .clientId(registered.id())
            .clientSecret(registered.secret())
            .dataCenter(LocalDataCenters.of(zoho, "eu"))
            .redirectUri(redirectUri)
            .clock(zoho.clock())
            .build()) {
      AuthorizationRequest request = web.authorizationRequest("ZohoCRM.org.READ");
      String callback = zoho.browser(zoho.user("eu")).open(request.uri()).toString();
      assertThat(callback).startsWith(redirectUri.toString());
      assertThat(
              web.exchange(request, callback, signIn -> TokenOwner.user("42"))
                  .accessToken()
                  .value())
          .isNotEmpty();
    }
  }

  /** A redirect to another host of nearly the same name is none of this request. */
  @ParameterizedTest
  @CsvSource({
    "https://my_app.example/cb, https://my-app.example/cb",
    "https://my_app.example/cb, https://myxapp.example/cb",
    "https://my_app.example/cb, https://user@my_app.example/cb",
    "https://my_app.example/cb, https://my_app.example:8443/cb",
    "https://my_app.example/cb, https://my_app.example.evil.example/cb",
    "https://my_app.example/cb, http://my_app.example/cb"
  })
  void redirect_toAnotherHost_isRefused(String redirectUri, String received) {
    try (MobileClient app =
        MobileClient.builder()
            .clientId(Scene.CLIENT_ID)
            .dataCenter(DataCenter.EU)
            .redirectUri(redirectUri)
            .build()) {
      AuthorizationRequest request = app.authorizationRequest("A.b");
      String answer = received + "?code=1000.a&state=" + request.state();
      assertThatThrownBy(() -> app.exchange(request, answer))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("another URI");
    }
  }

  /** Zoho compares the URI as text, so it gets it as written; a browser writes the host small. */
  @ParameterizedTest
  @CsvSource({"LOCALHOST, localhost", "LocalHost, LOCALHOST", "localhost, localhost"})
  void localhost_inAnyCapitals_isServed(String written, String opened) throws Exception {
    String redirectUri = "http://%s:%d/callback".formatted(written, Ports.free());
    try (MobileClient app =
        MobileClient.builder()
            .clientId(Scene.CLIENT_ID)
            .dataCenter(DataCenter.EU)
            .redirectUri(redirectUri)
            .build()) {
      AuthorizationRequest request = app.authorizationRequest("A.b");
      assertThat(request.redirectUri()).isEqualTo(redirectUri);
      String answer = redirectUri.replace(written, opened) + "?code=1.a&state=" + request.state();
      try (LoopbackReceiver receiver = LoopbackReceiver.listen(request)) {
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(answer)).build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(receiver.await(Scene.HANG_GUARD)).startsWith(redirectUri + "?code=1.a");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:99999/callback",
        "http://127.0.0.1:65536/callback",
        "https://app.example:0/callback",
        "https://my_app.example:2147483647/callback"
      })
  void port_thatNoServerHas_isRefused(String redirectUri) {
    assertThatThrownBy(() -> ServerClient.builder().redirectUri(URI.create(redirectUri)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("redirectUri: the port must be from 1 to 65535");
    assertThatThrownBy(() -> MobileClient.builder().redirectUri(redirectUri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("redirectUri: the port must be from 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://intranet/callback",
        "http://my_app.local:8080/callback",
        "http://192.168.1.5/callback",
        "HTTP://10.0.0.1/callback",
        "http://[fd00::1]/callback"
      })
  void plainHttp_onANetwork_isRefused_withTheReason(String redirectUri) {
    assertThatThrownBy(() -> ServerClient.builder().redirectUri(URI.create(redirectUri)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("redirectUri: plain http is accepted for loopback hosts only")
        .hasMessageContaining("because a network would carry the answer in plain text")
        .hasMessageContaining("Nothing was sent. Use https")
        .hasMessageNotContaining("callback");
    assertThatThrownBy(() -> MobileClient.builder().redirectUri(redirectUri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("redirectUri: plain http is accepted for loopback hosts only");
  }
}
