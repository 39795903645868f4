package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.renewal.RenewalPolicy;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenAnswer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure names what failed, and is not logged once more for each try. */
@Timeout(30)
class ErrorCausesTest {

  private final TokenStore store = TokenStore.inMemory();
  private final SeenLogs logs = new SeenLogs();

  @BeforeEach
  void storeARefreshToken() {
    store.save(
        Scene.KEY, StoredToken.refreshing(DataCenter.EU, PlantedSecret.STORED_REFRESH_TOKEN.value));
  }

  @AfterEach
  void stop() {
    logs.close();
  }

  private SelfClient client(URI accounts, HttpClient http) {
    IdleTime time = new IdleTime();
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(DataCenter.of("eu", accounts, URI.create(TokenAnswer.BASE)))
        .tokenStore(store)
        .httpClient(http)
        .clock(time)
        .pauses(time)
        .callerTimeout(Duration.ofSeconds(10))
        .build();
  }

  private static HttpClient through(RawServer proxy) {
    int port = proxy.dataCenter().accountsServer().getPort();
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(ProxySelector.of(new InetSocketAddress("localhost", port)))
        .build();
  }

  private static RawServer answering(String status, String headers) throws IOException {
    return new RawServer(
        connection -> {
          while (connection.awaitRequest()) {
            connection.readRequest();
            connection.write("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\n\r\n");
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void proxyThatAsksForCredentials_isNamed_andNotTheAccountsServer(String scheme)
      throws IOException {
    try (RawServer proxy =
            answering(
                "407 Proxy Authentication Required",
                "Proxy-Authenticate: Basic realm=\"office\"\r\n");
        SelfClient client = client(URI.create(scheme + "://localhost:7"), through(proxy))) {
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith(asksForCredentials(proxy))
          .hasMessageContaining("disabledSchemes does not list them. [")
          .hasMessageContaining("jdk.http.auth.tunneling.disabledSchemes");
      assertThatThrownBy(() -> client.revoke(TokenOwner.unnamed()))
          .hasMessageStartingWith(asksForCredentials(proxy));
    }
  }

  private static String asksForCredentials(RawServer proxy) {
    return "The proxy localhost:%d asks for credentials (HTTP 407), so nothing was sent to Zoho."
        .formatted(proxy.dataCenter().accountsServer().getPort());
  }

  @Test
  void proxyThatRefusesTheTunnel_isNamed_withTheServer() throws IOException {
    try (RawServer proxy = answering("403 Forbidden", "");
        SelfClient client = client(URI.create("https://localhost:7"), through(proxy))) {
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining(
              "The proxy localhost:%d refuses a tunnel to the accounts server localhost:7"
                  .formatted(proxy.dataCenter().accountsServer().getPort()));
    }
  }

  @ParameterizedTest
  @CsvSource({"http://localhost:7,localhost:7", "https://127.0.0.1,127.0.0.1:443"})
  void serverThatCannotBeReached_isNamed_withItsPort(URI accounts, String hostAndPort) {
    try (SelfClient client = client(accounts, HttpClient.newHttpClient())) {
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining(hostAndPort + " cannot be reached, so nothing was sent");
    }
  }

  @Test
  void connectionThatBreaks_namesTheServer() throws IOException {
    try (RawServer server = new RawServer(RawConnection::awaitRequest);
        SelfClient client =
            client(server.dataCenter().accountsServer(), HttpClient.newHttpClient())) {
      int port = server.dataCenter().accountsServer().getPort();
      assertThatThrownBy(client::getAccessToken)
          .hasMessageContaining("The connection to the accounts server localhost:" + port);
    }
  }

  @Test
  void leaseOfAnother_isNamed_andSinceWhen() {
    TokenStore.Lease held = store.tryLease(Scene.KEY).orElseThrow();
    try (held;
        SelfClient client = client(URI.create("http://localhost:7"), HttpClient.newHttpClient())) {
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("has held its lease since 20")
          .hasMessageContaining("ends by itself within 25 seconds: try again later")
          .hasMessageContaining(Scene.KEY.toString())
          .hasMessageContaining("Nothing was sent");
    }
  }

  @Test
  void failureThatIsThrown_isOneWarning_howeverManyTries() throws IOException {
    try (RawServer server = answering("502 Bad Gateway", "");
        SelfClient client =
            client(server.dataCenter().accountsServer(), HttpClient.newHttpClient())) {
      assertThat(catchThrowable(client::getAccessToken))
          .isInstanceOf(TemporaryFailureException.class);
      assertThat(server.entered()).isEqualTo(RenewalPolicy.MAX_ATTEMPTS);
    }
    assertThat(logs.drain()).filteredOn(line -> line.contains("WARNING")).hasSize(1);
  }
}
