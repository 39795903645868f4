package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.TokenAnswer;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the JDK makes of 401 and 407 where its HTTP client has an Authenticator. */
@Timeout(30)
class HiddenStatusTest {

  private static final class WrongPassword extends Authenticator {
    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return new PasswordAuthentication("user", "wrong".toCharArray());
    }
  }

  private static SelfClient client(URI accounts, HttpClient http) {
    IdleTime time = new IdleTime();
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(DataCenter.of("eu", accounts, URI.create(TokenAnswer.BASE)))
        .httpClient(http)
        .clock(time)
        .pauses(time)
        .callerTimeout(Duration.ofSeconds(10))
        .build();
  }

  private static HttpClient.Builder http() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .authenticator(new WrongPassword());
  }

  private static RawServer answering(String head) throws IOException {
    return new RawServer(
        connection -> {
          while (connection.awaitRequest()) {
            connection.readRequest();
            connection.write("HTTP/1.1 " + head + "Content-Length: 0\r\n\r\n");
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"http,Basic realm=\"office\"", "http,", "https,Basic realm=\"office\"", "https,"})
  void proxyThatRefusesThePassword_isNamed_andTheCodeIsNotInDoubt(String scheme, String challenge)
      throws IOException {
    String header = challenge == null ? "" : "Proxy-Authenticate: " + challenge + "\r\n";
    try (RawServer proxy = answering("407 Proxy Authentication Required\r\n" + header)) {
      int port = proxy.dataCenter().accountsServer().getPort();
      ProxySelector way = ProxySelector.of(new InetSocketAddress("localhost", port));
      URI accounts = URI.create(scheme + "://localhost:7");
      try (SelfClient client = client(accounts, http().proxy(way).build())) {
        assertThatThrownBy(() -> client.exchange(PlantedSecret.CODE.value))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageStartingWith(
                "The proxy localhost:"
                    + port
                    + " asks for credentials (HTTP 407), so nothing was sent to Zoho.")
            .hasMessageNotContaining("code may be consumed");
      }
    }
  }

  /** Zoho counts both, because each reached its server. */
  @Test
  void requestThatTheHttpClientSendsAgainWithAPassword_isCountedTwice() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              while (connection.awaitRequest()) {
                if (connection.readRequest().contains("Authorization: Basic ")) {
                  connection.answer("{\"access_token\":\"1000.second\",\"expires_in\":3600}");
                } else {
                  connection.write(
                      "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"office\"\r\nContent-Length: 0\r\n\r\n");
                }
              }
            })) {
      TokenStore store = TokenStore.inMemory();
      store.save(
          Scene.KEY,
          StoredToken.refreshing(server.dataCenter(), PlantedSecret.STORED_REFRESH_TOKEN.value));
      try (SelfClient client =
          SelfClient.builder()
              .clientId(Scene.CLIENT_ID)
              .clientSecret(PlantedSecret.CLIENT_SECRET.value)
              .dataCenter(server.dataCenter())
              .tokenStore(store)
              .httpClient(http().build())
              .build()) {
        assertThat(client.getAccessToken().value()).isEqualTo("1000.second");
      }
      assertThat(RenewalHistory.of(store.load(Scene.KEY).orElseThrow()).calls()).hasSize(2);
    }
  }

  @Test
  void accountsServerThatAnswers401_isNotALostConnection() throws IOException {
    try (RawServer server = answering("401 Unauthorized\r\n")) {
      URI accounts = server.dataCenter().accountsServer();
      try (SelfClient client = client(accounts, http().build())) {
        assertThatThrownBy(() -> client.exchange(PlantedSecret.CODE.value))
            .hasMessageContaining("(HTTP 401)")
            .hasMessageNotContaining("The connection to the accounts server");
      }
      assertThat(server.entered()).as("requests").isEqualTo(1);
    }
  }
}
