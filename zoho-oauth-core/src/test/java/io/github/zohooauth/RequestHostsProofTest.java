package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A token goes to its own data center alone, whatever URI it is to be sent to. */
@Tag("A2")
class RequestHostsProofTest {

  private static final List<String> OWN =
      List.of(
          "https://www.zohoapis.eu/crm/v8/Leads?a=b",
          "https://www.zohoapis.eu:443/",
          "HTTPS://WWW.ZOHOAPIS.EU/",
          "https://sandbox.zohoapis.eu/",
          "https://content.zohoapis.eu/",
          "https://zohoapis.eu/",
          "https://zoho.eu/",
          "https://desk.zoho.eu/",
          "https://accounts.zoho.eu/oauth/user/info",
          "https://a.b.zoho.eu/");

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final RawServer proxy =
      new RawServer(
          connection -> {
            connection.awaitRequest();
            asked.add(connection.readRequest().lines().findFirst().orElse(""));
          });
  private final List<HttpClient> clients = new ArrayList<>();
  private SelfClient client;
  private GivenTokens tokens;

  RequestHostsProofTest() throws IOException {}

  @BeforeEach
  void authorize() {
    int port = proxy.dataCenter().accountsServer().getPort();
    HttpClient delegate =
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(new InetSocketAddress("localhost", port)))
            .connectTimeout(Scene.HANG_GUARD)
            .build();
    AccessToken token =
        new AccessToken(
            Secret.STORED_ACCESS_TOKEN.value,
            Scene.NOW.plus(Duration.ofHours(1)),
            Scene.STORED_SCOPES,
            DataCenter.EU,
            URI.create("https://www.zohoapis.eu"));
    TokenStore store = TokenStore.inMemory();
    store.save(
        Scene.KEY,
        StoredToken.refreshing(DataCenter.EU, Secret.STORED_REFRESH_TOKEN.value)
            .withAccessToken(token, Scene.NOW));
    client =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(Secret.CLIENT_SECRET.value)
            .dataCenter(DataCenter.EU)
            .owner(Scene.KEY.owner())
            .tokenStore(store)
            .httpClient(delegate)
            .clock(() -> Scene.NOW)
            .build();
    tokens = new GivenTokens(token);
    clients.add(ZohoHttpClient.authorizing(delegate, client));
    clients.add(ZohoHttpClient.authorizing(delegate, tokens));
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
  }

  @Test
  void hostileHost_getsNoToken() {
    Proof.holds("A2", HostileUris.all(), this::assertRefused);
  }

  private void assertRefused(URI uri) {
    int before = proxy.entered();
    for (HttpClient http : clients) {
      for (Way way : Way.values()) {
        assertThatThrownBy(() -> way.send(http, new OwnRequest(uri), BodyHandlers.ofString()))
            .isInstanceOf(IllegalArgumentException.class)
            .satisfies(refusal -> assertThat(Secret.shownIn(refusal)).isEmpty());
      }
    }
    assertThat(proxy.entered()).as("who was asked").isEqualTo(before);
  }

  @Test
  void ownHosts_areReached() throws Exception {
    for (String uri : OWN) {
      for (HttpClient http : clients) {
        assertThatThrownBy(
                () -> http.send(new OwnRequest(URI.create(uri)), BodyHandlers.ofString()))
            .as(uri)
            .isInstanceOf(IOException.class);
        String host = URI.create(uri).getHost().toLowerCase(Locale.ROOT);
        assertThat(asked)
            .as(uri)
            .isNotEmpty()
            .allSatisfy(line -> assertThat(line).containsIgnoringCase("ONNECT " + host + ":443 "));
        asked.clear();
      }
    }
  }
}
