package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A token goes to its own data center alone, whatever URI it is to be sent to. */
@Tag("A2")
class RequestHostsProofTest {

  private static final List<String> HOSTILE =
      List.of(
          "http://www.zohoapis.eu/",
          "http://www.zohoapis.eu:443/",
          "https://www.zohoapis.eu:80/",
          "https://www.zohoapis.eu:8443/",
          "https://www.zohoapis.eu:/",
          "https://www.zohoapis.eu:0/",
          "https://user@www.zohoapis.eu/",
          "https://user:word@www.zohoapis.eu/",
          "https://@www.zohoapis.eu/",
          "https://www.zohoapis.eu@evil.example/",
          "https://www.zohoapis.eu:443@evil.example/",
          "https://www.zohoapis.eu./",
          "https://zohoapis.eu.evil.example/",
          "https://evilzohoapis.eu/",
          "https://www-zohoapis.eu/",
          "https://www.zohoapis.eu.com/",
          "https://www.zohoapis.example/",
          "https://evil.example/www.zohoapis.eu",
          "https://evil.example/?www.zohoapis.eu",
          "https://evil.example?.zohoapis.eu",
          "https://evil.example#.zohoapis.eu",
          "https://evil.example/@www.zohoapis.eu",
          "https://xn--zohoaps-ipf.eu/",
          "https://www.xn--zohoaps-ipf.eu/",
          "https://zoho.eu.xn--evil-abc.example/",
          "https://www.zohoapis.com/",
          "https://www.zohoapis.in/",
          "https://www.zohoapis.com.au/",
          "https://www.zohoapis.com.cn/",
          "https://desk.zoho.com/",
          "https://upload.zohocloud.ca/",
          "https://files.zoho.sa/",
          "https://accounts.zoho.com/",
          "https://sandbox.zohoapis.ca/",
          "https://accounts.zoho.sg/",
          "https://eu/",
          "https://com/",
          "https://zohoapis/",
          "https://localhost/",
          "https://127.0.0.1/",
          "https://[::1]/",
          "https://[::ffff:127.0.0.1]/",
          "https://2130706433/",
          "http://localhost/",
          "http://127.0.0.1:8080/",
          "http://[::1]:8080/",
          "http://localhost.zohoapis.eu/",
          "http://169.254.169.254/latest/meta-data",
          "https://10.0.0.1/",
          "https://" + "a.".repeat(100) + "evil.example/");

  /** No HTTP client makes these, so somebody's own kind of request brings them. */
  private static final List<String> NO_HOST =
      List.of(
          "https://crm.zohoap\u0456s.eu/",
          "https://crm\u3002zohoapis\u3002eu/",
          "https://www_x.zohoapis.eu:x/",
          "https:www.zohoapis.eu",
          "//www.zohoapis.eu/",
          "/crm/v8/Leads",
          "ftp://www.zohoapis.eu/",
          "file:///etc/passwd",
          "javascript:alert(1)");

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
    List<URI> uris = new ArrayList<>();
    HOSTILE.forEach(uri -> uris.add(URI.create(uri)));
    NO_HOST.forEach(uri -> uris.add(URI.create(uri)));
    Proof.holds("A2", uris, this::assertRefused);
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

  @Test
  void hostsOfEveryDataCenter_areItsOwnAlone() throws Exception {
    for (DataCenter home : DataCenter.builtIn()) {
      String api = home.apiDomain(Environment.PRODUCTION).orElseThrow().toString();
      ApiHosts hosts = ApiHosts.of(() -> GivenTokens.token("1000.a", api));
      AccessToken token = GivenTokens.token("1000.a", api);
      for (DataCenter other : DataCenter.builtIn()) {
        for (URI server : List.of(other.accountsServer(), upload(other))) {
          if (other.equals(home)) {
            hosts.require(hosts.requireOrigin(server.resolve("/upload")), token);
          } else {
            assertThatThrownBy(() -> hosts.require(hosts.requireOrigin(server), token))
                .isInstanceOf(IllegalArgumentException.class);
          }
        }
      }
    }
  }

  private static URI upload(DataCenter dataCenter) {
    String known =
        switch (dataCenter.location()) {
          case "ca" -> "https://upload.zohocloud.ca";
          case "sa" -> "https://files.zoho.sa";
          default ->
              dataCenter
                  .apiDomain(Environment.PRODUCTION)
                  .orElseThrow()
                  .toString()
                  .replace("www.", "content.");
        };
    return URI.create(known);
  }

  /** A request that takes any URI. */
  private static final class OwnRequest extends HttpRequest {

    private final URI uri;

    OwnRequest(URI uri) {
      this.uri = uri;
    }

    @Override
    public URI uri() {
      return uri;
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
      return Optional.empty();
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public Optional<Duration> timeout() {
      return Optional.empty();
    }

    @Override
    public boolean expectContinue() {
      return false;
    }

    @Override
    public Optional<HttpClient.Version> version() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(Map.of(), (name, value) -> true);
    }
  }
}
