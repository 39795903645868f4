package io.github.zohooauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.GivenTokens;
import io.github.zohooauth.testkit.HostileUris;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.RawRequest;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SendMethod;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token goes to the hosts of its own data center alone. */
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
  private HttpClient delegate;

  RequestHostsProofTest() throws IOException {}

  @BeforeEach
  void authorize() {
    int port = proxy.dataCenter().accountsServer().getPort();
    delegate =
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(new InetSocketAddress("localhost", port)))
            .connectTimeout(Scene.HANG_GUARD)
            .build();
    AccessToken token =
        new AccessToken(
            PlantedSecret.STORED_ACCESS_TOKEN.value,
            Scene.NOW.plus(Duration.ofHours(1)),
            Scene.STORED_SCOPES,
            DataCenter.EU,
            URI.create("https://www.zohoapis.eu"));
    TokenStore store = TokenStore.inMemory();
    store.save(
        Scene.KEY,
        StoredToken.refreshing(DataCenter.EU, PlantedSecret.STORED_REFRESH_TOKEN.value)
            .withAccessToken(token, Scene.NOW));
    client =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(PlantedSecret.CLIENT_SECRET.value)
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
      for (SendMethod way : SendMethod.values()) {
        assertThatThrownBy(() -> way.send(http, new RawRequest(uri), BodyHandlers.ofString()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("uri: ")
            .satisfies(refusal -> assertThat(PlantedSecret.shownIn(refusal)).isEmpty());
      }
    }
    for (TokenProvider provider : List.of(client, tokens)) {
      ApiAuthorization rules = ApiAuthorization.of(provider);
      String header = provider.getAccessToken().authorizationHeader();
      assertThatThrownBy(() -> rules.headerFor(uri))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("uri: ");
      assertThat(rules.headerForAsync(uri)).isCompletedExceptionally();
      assertThat(rules.replacement(uri, "an older header", 401, null, "")).isEmpty();
      assertThat(rules.replacementAsync(uri, header, 401, null, "").join()).isEmpty();
    }
    assertThat(proxy.entered()).as("connections").isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.zohoapis.eu/",
        "http://localhost.zohoapis.eu/",
        "http://10.0.0.1/",
        "https://user@www.zohoapis.eu/",
        "https://user:word@www.zohoapis.eu/",
        "https://www.zohoapis.eu@evil.example/",
        "https://www.zohoapis.eu:/",
        "ftp://www.zohoapis.eu/",
        "https:www.zohoapis.eu",
        "/crm/v8/Leads"
      })
  void uriThatNoTokenMayGoTo_isRefused_beforeATokenIsAskedFor(String uri) {
    for (SendMethod way : SendMethod.values()) {
      HttpClient http = clients.get(1);
      assertThatThrownBy(
              () -> way.send(http, new RawRequest(URI.create(uri)), BodyHandlers.ofString()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("uri: ");
    }
    assertThat(tokens.asked()).isZero();
  }

  @Test
  void addedHost_isReached() {
    DataCenter more = DataCenter.EU.withApiHosts(URI.create("https://www.site24x7.eu"));
    GivenTokens given = new GivenTokens(AccessToken.of("1000.a", Scene.NOW, more));
    HttpClient http = ZohoHttpClient.authorizing(delegate, given);
    URI uri = URI.create("https://www.site24x7.eu/api/current_status");
    assertThatThrownBy(() -> http.send(new RawRequest(uri), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    assertThat(asked)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("ONNECT www.site24x7.eu:443 "));
  }

  @Test
  void ownHosts_areReached() throws Exception {
    for (String uri : OWN) {
      for (HttpClient http : clients) {
        assertThatThrownBy(
                () -> http.send(new RawRequest(URI.create(uri)), BodyHandlers.ofString()))
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
