package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.TlsFront;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.testkit.CrmCaller;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users sign in to the library's own constants, over TLS, at the real names of all ten. */
class BuiltInSignInTest {

  private static final URI CALLBACK = URI.create("https://app.example/callback");
  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ,openid,email";

  private static LocalZoho zoho;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    zoho = LocalZoho.start();
    TlsFront front = zoho.startTls();
    http =
        HttpClient.newBuilder().sslContext(front.sslContext()).proxy(front.proxySelector()).build();
  }

  @AfterAll
  static void stop() {
    zoho.close();
  }

  static List<DataCenter> dataCenters() {
    return DataCenter.builtIn();
  }

  private static <B extends ClientBuilder<B>> B configured(
      B builder, Client registered, DataCenter dataCenter) {
    return builder
        .clientId(registered.id())
        .dataCenter(dataCenter)
        .httpClient(http)
        .clock(zoho.clock());
  }

  private static String redirect(User user, AuthorizationRequest request) {
    assertThat(request.uri().getScheme()).isEqualTo("https");
    return zoho.browser(user, http).open(request.uri()).toString();
  }

  private static void assertWorks(AccessToken token, DataCenter dataCenter) throws Exception {
    assertThat(token.apiDomain()).isEqualTo(dataCenter.apiDomain(Environment.PRODUCTION).get());
    assertThat(new CrmCaller(http).organization(token).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("dataCenters")
  void serverBased(DataCenter dataCenter) throws Exception {
    User user = zoho.user(dataCenter.location());
    Client registered = user.serverClient(CALLBACK);
    try (ServerClient web =
        configured(ServerClient.builder(), registered, dataCenter)
            .clientSecret(registered.secret())
            .redirectUri(CALLBACK)
            .build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      web.exchange(
          request, redirect(user, request), signIn -> TokenOwner.user(signIn.idToken().email()));
      TokenOwner owner = TokenOwner.user(user.email());
      zoho.clock().advance(Duration.ofHours(1));
      assertWorks(web.forOwner(owner).getAccessToken(), dataCenter);
      assertThat(web.userInfo(owner).email()).isEqualTo(user.email());
      web.revoke(owner);
      assertThat(web.isAuthorized(owner)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("dataCenters")
  void mobileBased(DataCenter dataCenter) throws Exception {
    User user = zoho.user(dataCenter.location());
    Client registered = user.mobileClient(URI.create("com.example.app:/callback"));
    try (MobileClient app =
        configured(MobileClient.builder(), registered, dataCenter)
            .clientSecret(registered.secret())
            .redirectUri("com.example.app:/callback")
            .build()) {
      AuthorizationRequest request = app.authorizationRequest(SCOPES);
      app.exchange(request, redirect(user, request));
      zoho.clock().advance(Duration.ofHours(1));
      assertWorks(app.getAccessToken(), dataCenter);
    }
  }

  @ParameterizedTest
  @MethodSource("dataCenters")
  void clientBased(DataCenter dataCenter) throws Exception {
    User user = zoho.user(dataCenter.location());
    Client registered = user.browserClient(CALLBACK);
    try (BrowserClient page =
        configured(BrowserClient.builder(), registered, dataCenter).redirectUri(CALLBACK).build()) {
      AuthorizationRequest request = page.authorizationRequest(SCOPES);
      assertWorks(page.accept(request, redirect(user, request)).accessToken(), dataCenter);
    }
  }

  @ParameterizedTest
  @MethodSource("dataCenters")
  void nonBrowser(DataCenter dataCenter) throws Exception {
    User user = zoho.user(dataCenter.location());
    Client registered = user.deviceClient();
    try (DeviceClient device =
        configured(DeviceClient.builder(), registered, dataCenter)
            .clientSecret(registered.secret())
            .build()) {
      DeviceAuthorization prompt = device.deviceAuthorization(SCOPES);
      zoho.browser(user, http).enterUserCode(prompt.verificationUri(), prompt.userCode());
      zoho.clock().advance(Duration.ofSeconds(30));
      device.exchange(prompt);
      zoho.clock().advance(Duration.ofHours(1));
      assertWorks(device.getAccessToken(), dataCenter);
    }
  }

  @Test
  void userOfAnotherDataCenter_signsInThroughTheClientsOwn() throws Exception {
    User user = zoho.user("ca");
    Client registered = zoho.user("us").serverClient(CALLBACK).enable("ca");
    try (ServerClient web =
        configured(ServerClient.builder(), registered, DataCenter.US)
            .clientSecret(registered.secret())
            .clientSecret(DataCenter.CA, registered.secret("ca"))
            .redirectUri(CALLBACK)
            .build()) {
      AuthorizationRequest request = web.authorizationRequest(SCOPES);
      assertWorks(
          web.exchange(request, redirect(user, request), signIn -> TokenOwner.user("42"))
              .accessToken(),
          DataCenter.CA);
    }
  }
}
