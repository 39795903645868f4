package io.github.zohooauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.UserInfo;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.internal.transport.HttpCall;
import io.github.zohooauth.internal.transport.HttpSource;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TokenAnswer;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An application's HTTP client with an Authenticator makes the calls whose headers arrive.
 *
 * <p>Other calls are refused. JDK 17 leaves out the Authorization header there, JDK 25 sends it.
 */
@Timeout(20)
class AuthenticatorTest {

  private static final String USER = "/oauth/v2/userinfo";
  private static final String OLDER = "/oauth/v2/token/revoke";
  private static final String NEWER = "/oauth/v2/revoke/token";
  private static final String TOKENS = "/oauth/v2/token";
  private static final String REFUSAL = "has an Authenticator, and the HTTP client of this JDK";
  private static final String SENT = "1.sent";

  private final SigningZoho zoho = new SigningZoho();
  private final TokenStore store = TokenStore.inMemory();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .authenticator(new Authenticator() {})
          .build();
  private boolean arrives;

  /** Finds out whether this JDK sends the header. */
  @BeforeEach
  void sendAHeader() throws Exception {
    zoho.serves("/probe", CannedAnswer.json(200, "{}"));
    HttpRequest request =
        HttpRequest.newBuilder(zoho.dataCenter.accountsServer().resolve("/probe"))
            .header("Authorization", "Bearer " + SENT)
            .build();
    http.send(request, BodyHandlers.discarding());
    arrives = zoho.asked("/probe").get(0).containsHeader("Authorization");
  }

  @AfterEach
  void stop() {
    zoho.close();
  }

  private SelfClient client() {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(zoho.dataCenter)
        .tokenStore(store)
        .clock(() -> Scene.NOW)
        .httpClient(http)
        .build();
  }

  private void storeARefreshToken() {
    store.save(
        Scene.KEY,
        StoredToken.refreshing(zoho.dataCenter, PlantedSecret.STORED_REFRESH_TOKEN.value));
    zoho.serves(
        TOKENS,
        CannedAnswer.json(200, "{\"access_token\":\"%s\",\"expires_in\":3600}".formatted(SENT)));
  }

  @Test
  void tokenCall_isMade() {
    storeARefreshToken();
    try (SelfClient client = client()) {
      assertThat(client.getAccessToken().value()).isEqualTo(SENT);
    }
  }

  @Test
  void apiCall_bringsItsToken_orTheDelegateIsRefused() throws Exception {
    AccessToken token = GivenTokens.token(SENT, zoho.dataCenter.accountsServer().toString());
    zoho.serves("/crm", CannedAnswer.json(200, "{}"));
    if (!arrives) {
      assertThatThrownBy(() -> ZohoHttpClient.authorizing(http, () -> token))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("delegate: " + REFUSAL)
          .hasMessageContaining("Nothing was sent.")
          .hasMessageContaining("Proxy-Authorization");
      return;
    }
    HttpClient authorizing = ZohoHttpClient.authorizing(http, () -> token);
    assertThat(authorizing.authenticator()).isEqualTo(http.authenticator());
    URI resource = zoho.dataCenter.accountsServer().resolve("/crm");
    authorizing.send(HttpRequest.newBuilder(resource).build(), BodyHandlers.discarding());
    assertThat(zoho.asked("/crm").get(0).getHeader("Authorization"))
        .isEqualTo(token.authorizationHeader());
  }

  @Test
  void userInfo_isAskedWithTheToken_orRefusedBeforeItIsRenewed() {
    storeARefreshToken();
    zoho.serves(USER, CannedAnswer.json(200, "{\"sub\":\"1\"}"));
    try (SelfClient client = client()) {
      if (arrives) {
        assertThat(client.userInfo(TokenOwner.unnamed()).subject()).isEqualTo("1");
        assertThat(zoho.asked(USER).get(0).getHeader("Authorization")).isEqualTo("Bearer " + SENT);
        return;
      }
      assertThatThrownBy(() -> client.userInfo(TokenOwner.unnamed()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("httpClient: " + REFUSAL)
          .hasMessageContaining("Nothing was sent.")
          .hasMessageContaining("data center eu");
    }
    assertThat(zoho.asked(USER)).isEmpty();
    assertThat(zoho.asked(TOKENS)).isEmpty();
  }

  @Test
  void userInfoOfASignIn_isAskedWithTheToken_orRefused() {
    zoho.serves(USER, CannedAnswer.json(200, "{\"sub\":\"1\"}"));
    HttpCall call = new HttpCall(HttpSource.given(http), new IdleTime(), Scene.HANG_GUARD);
    AccessToken token = GivenTokens.token(SENT, TokenAnswer.BASE);
    CompletableFuture<UserInfo> user =
        zoho.userInfoEndpoint(call).userInfo(token, zoho.dataCenter, null);
    if (arrives) {
      assertThat(user.join().subject()).isEqualTo("1");
      return;
    }
    assertThatThrownBy(user::join)
        .hasCauseInstanceOf(ConfigurationException.class)
        .hasMessageContaining("httpClient: " + REFUSAL)
        .hasMessageContaining("The request for the user's data was not sent.");
    assertThat(zoho.asked(USER)).isEmpty();
  }

  @Test
  void revocation_inTheFormWithoutHeader_isMade() {
    storeARefreshToken();
    zoho.serves(OLDER, CannedAnswer.json(200, "{\"status\":\"success\"}"));
    try (SelfClient client = client()) {
      client.revoke(TokenOwner.unnamed());
    }
    assertThat(store.load(Scene.KEY)).isEmpty();
  }

  @Test
  void revocation_inTheFormWithHeader_isConfirmed_orRefusedAndTheRecordKept() {
    storeARefreshToken();
    zoho.serves(OLDER, CannedAnswer.of(400, "text/html", "<html></html>"));
    zoho.serves(NEWER, CannedAnswer.json(200, "{\"status\":\"success\"}"));
    try (SelfClient client = client()) {
      if (arrives) {
        client.revoke(TokenOwner.unnamed());
        assertThat(zoho.asked(NEWER).get(0).getHeader("Authorization")).startsWith("Basic ");
        return;
      }
      assertThatThrownBy(() -> client.revoke(TokenOwner.unnamed()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("httpClient: " + REFUSAL)
          .hasMessageContaining("The newer form of revocation was not sent.")
          .hasMessageNotContaining("Nothing was sent")
          .hasMessageContaining("forget(owner)");
      assertThat(zoho.asked(OLDER)).as("requests with the token").hasSize(1);
    }
    assertThat(zoho.asked(NEWER)).isEmpty();
    assertThat(store.load(Scene.KEY)).isPresent();
  }

  /** What the refusal advises for a proxy that asks for a password. */
  @Test
  void proxyGetsItsHeader_withoutAnAuthenticator() throws IOException, InterruptedException {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (RawServer proxy =
        new RawServer(
            connection -> {
              if (connection.awaitRequest()) {
                seen.complete(connection.readRequest());
                connection.answer("{}");
              }
            })) {
      int port = proxy.dataCenter().accountsServer().getPort();
      HttpClient plain =
          HttpClient.newBuilder()
              .connectTimeout(Duration.ofSeconds(5))
              .version(HttpClient.Version.HTTP_1_1)
              .proxy(ProxySelector.of(new InetSocketAddress("localhost", port)))
              .build();
      AccessToken token = GivenTokens.token(SENT, "http://localhost:9");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:9/crm"))
              .header("Proxy-Authorization", "Basic b2ZmaWNl")
              .build();
      ZohoHttpClient.authorizing(plain, () -> token).send(request, BodyHandlers.discarding());
    }
    assertThat(seen.join().lines())
        .contains("Proxy-Authorization: Basic b2ZmaWNl")
        .contains("Authorization: " + token());
  }

  private static String token() {
    return GivenTokens.token(SENT, TokenAnswer.BASE).authorizationHeader();
  }
}
