package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.testkit.CrmCaller;
import io.github.zohooauth.testkit.LocalDataCenters;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileClientTest {

  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";

  private static MobileClient.Builder builder(
      LocalZoho zoho, Client registered, String redirectUri) {
    return MobileClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalDataCenters.of(zoho, "eu"))
        .redirectUri(redirectUri)
        .clock(zoho.clock());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.app:/callback",
        "myapp://callback",
        "https://app.example/link",
        "http://localhost:8765/callback",
        "http://127.0.0.1:8765"
      })
  void app_signsIn_andRenews(String redirectUri) throws Exception {
    try (LocalZoho zoho = LocalZoho.start()) {
      Client registered = zoho.user("eu").mobileClient(URI.create(redirectUri));
      try (MobileClient app = builder(zoho, registered, redirectUri).build()) {
        AuthorizationRequest request = app.authorizationRequest(SCOPES);
        String redirect = zoho.browser(zoho.user("eu")).open(request.uri()).toString();
        AccessToken first = app.exchange(request, redirect).accessToken();
        assertThat(new CrmCaller().organization(first).statusCode()).isEqualTo(200);
        zoho.clock().advance(Duration.ofHours(1));
        assertThat(new CrmCaller().organization(app.getAccessToken()).statusCode()).isEqualTo(200);
        assertThat(app.isAuthorized()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.app:/callback2?",
        "com.example.app:/callback/?",
        "com.example.app:/?",
        "com.example.app:/Callback?",
        "com.example.app://callback?",
        "COM.example.app:/callback?",
        "com.evil.app:/callback?",
        "https://app.example/callback?",
        "//com.example.app/callback?",
        "/callback?"
      })
  void redirect_toAnotherUri_isRefused(String elsewhere) {
    try (MobileClient app =
        MobileClient.builder()
            .clientId("1000.A")
            .dataCenter(DataCenter.EU)
            .redirectUri("com.example.app:/callback")
            .build()) {
      AuthorizationRequest request = app.authorizationRequest(SCOPES);
      String query = "code=1000.a&state=" + request.state();
      assertThatThrownBy(() -> app.exchange(request, elsewhere + query))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("another URI");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example, https://app.example/?",
    "https://APP.example/cb, https://app.example/cb?",
    "https://app.example:443/cb, https://app.example/cb?",
    "http://localhost:18765, http://localhost:18765/?",
    "https://app.example/cb?tenant=1, https://app.example/cb?tenant=1&",
    "https://my_app.example/cb, https://my_app.example/cb?",
    "https://MY_app.example:443, https://my_APP.example/?",
    "https://_my.my_app.example:8443/cb, https://_my.my_app.example:8443/cb?",
    "https://my_app/cb, https://my_app:443/cb?",
    "https://app.example/cb, ?",
    "https://app.example/cb, ''"
  })
  void redirect_asABrowserWritesIt_isTheSame(String redirectUri, String start) {
    try (MobileClient app =
        MobileClient.builder()
            .clientId("1000.A")
            .dataCenter(DataCenter.EU)
            .redirectUri(redirectUri)
            .build()) {
      AuthorizationRequest request = app.authorizationRequest(SCOPES);
      String answer = start + "error=access_denied&x=a?b&state=" + request.state();
      assertThatThrownBy(() -> app.exchange(request, answer)).hasMessageContaining("user refused");
    }
  }

  @ExtendWith(LocalZohoExtension.class)
  @Test
  void codeOfAnotherVerifier_isRefused(LocalZoho zoho) {
    String redirectUri = "com.example.app:/callback";
    Client registered = zoho.user("eu").mobileClient(URI.create(redirectUri));
    try (MobileClient app = builder(zoho, registered, redirectUri).build()) {
      AuthorizationRequest theirs = app.authorizationRequest(SCOPES);
      String stolen = zoho.browser(zoho.user("eu")).open(theirs.uri()).toString();
      AuthorizationRequest mine = app.authorizationRequest(SCOPES);
      String injected = stolen.replace(theirs.state(), mine.state());
      assertThatThrownBy(() -> app.exchange(mine, injected))
          .isInstanceOf(AuthorizationRequiredException.class);
      assertThat(app.isAuthorized()).isFalse();
    }
  }
}
