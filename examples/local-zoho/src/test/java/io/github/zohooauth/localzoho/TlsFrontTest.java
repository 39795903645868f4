package io.github.zohooauth.localzoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalZohoExtension.class)
class TlsFrontTest {

  @ParameterizedTest
  @DisplayName("1.1 each data center answers under its real names, and names them")
  @CsvSource({
    "us, accounts.zoho.com, zohoapis.com, zoho.com",
    "eu, accounts.zoho.eu, zohoapis.eu, zoho.eu",
    "in, accounts.zoho.in, zohoapis.in, zoho.in",
    "au, accounts.zoho.com.au, zohoapis.com.au, zoho.com.au",
    "jp, accounts.zoho.jp, zohoapis.jp, zoho.jp",
    "cn, accounts.zoho.com.cn, zohoapis.com.cn, zoho.com.cn",
    "ca, accounts.zohocloud.ca, zohoapis.ca, zohocloud.ca",
    "sa, accounts.zoho.sa, zohoapis.sa, zoho.sa",
    "uk, accounts.zoho.uk, zohoapis.uk, zoho.uk",
    "ae, accounts.zoho.ae, zohoapis.ae, zoho.ae",
    "sg, accounts.zoho.sg, zohoapis.sg, zoho.sg",
  })
  void realNames_reachTheDataCenter(
      String location, String accounts, String apis, String products, LocalZoho zoho) {
    HttpClient http = client(zoho.startTls());
    Client client = zoho.user(location).selfClient();
    String scopes = "ZohoCRM.org.READ,ZohoAnalytics.metadata.read,ZohoShowtime.sessions.READ";

    JsonNode tokens = Wire.json(exchange(http, accounts, client, client.code(scopes)));

    assertThat(tokens.path("api_domain").asText()).isEqualTo("https://www." + apis);
    String token = tokens.path("access_token").asText();
    assertThat(call(http, "https://www." + apis + "/crm/v8/org", token)).isEqualTo(200);
    assertThat(call(http, "https://sandbox." + apis + "/crm/v8/org", token)).isEqualTo(401);
    assertThat(call(http, "https://developer." + apis + "/crm/v8/org", token)).isEqualTo(401);
    assertThat(call(http, "https://analyticsapi." + products + "/restapi/v2/orgs", token))
        .isEqualTo(200);
    assertThat(call(http, "https://showtime." + products + "/api/v1/sessions", token))
        .isEqualTo(200);
    assertThat(call(http, "https://api." + products + "/crm/v8/org", token)).isEqualTo(200);
    assertThat(zoho.tokenRequests()).extracting(ReceivedRequest::location).containsOnly(location);
  }

  @Test
  @DisplayName("1.2 serverinfo names the real accounts servers")
  void serverInfo_namesRealHosts(LocalZoho zoho) {
    HttpResponse<String> response =
        get(client(zoho.startTls()), "https://accounts.zoho.com/oauth/serverinfo");

    assertThat(Wire.json(response).at("/locations/ca").asText())
        .isEqualTo("https://accounts.zohocloud.ca");
  }

  @Test
  @DisplayName("1.4 the proxy refuses every name that is not Zoho's, and port 80")
  void otherNames_areRefusedAndRecorded(LocalZoho zoho) {
    TlsFront tls = zoho.startTls();
    HttpClient http = client(tls);

    assertThatThrownBy(() -> get(http, "https://accounts.zoho.eu.evil.example/oauth/v2/token"))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> get(http, "https://accounts.zoho.eu:8443/"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(tls.refused())
        .containsExactly("accounts.zoho.eu.evil.example:443", "accounts.zoho.eu:8443");
    assertThat(zoho.requests()).isEmpty();
  }

  @Test
  @DisplayName("the certificate is the test authority's, which no other client trusts")
  void certificate_isTrustedOnlyThroughTheFront(LocalZoho zoho) {
    TlsFront tls = zoho.startTls();
    HttpClient trustingTheWorld = HttpClient.newBuilder().proxy(tls.proxySelector()).build();

    assertThatThrownBy(() -> get(trustingTheWorld, "https://accounts.zoho.eu/"))
        .hasCauseInstanceOf(SSLHandshakeException.class);
    assertThat(tls.authority().getBasicConstraints()).isGreaterThanOrEqualTo(0);
  }

  @Test
  @DisplayName("a closed front accepts no more connections")
  void close_stopsTheProxy(LocalZoho zoho) {
    TlsFront tls = zoho.startTls();
    HttpClient http = client(tls);
    tls.close();

    assertThatThrownBy(() -> get(http, "https://accounts.zoho.eu/"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  @DisplayName("1.1 a client that knows no proxy opens a port of the front under a real name")
  void port_isOpenedWithoutTheProxy(LocalZoho zoho) throws Exception {
    TlsFront tls = zoho.startTls(0, 0);
    assertThat(tls.addresses()).hasSize(2).doesNotHaveDuplicates();

    for (InetSocketAddress address : tls.addresses()) {
      String port = ":" + address.getPort();
      assertThat(serverInfo(tls, address, "accounts.zoho.sg"))
          .contains("\"https://accounts.zoho.eu\"");
      assertThat(serverInfo(tls, address, "accounts.zoho.sg:443"))
          .contains("\"https://accounts.zoho.eu\"");
      assertThat(serverInfo(tls, address, "accounts.zoho.sg" + port))
          .contains("\"https://accounts.zoho.eu" + port + "\"");
      assertThat(serverInfo(tls, address, "accounts.zoho.sg:1")).startsWith("HTTP/1.1 421 ");
    }
    assertThat(zoho.requests()).hasSize(6).extracting(ReceivedRequest::location).containsOnly("sg");
    assertThat(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        tls.authorityPem().getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(tls.authority());
  }

  @ParameterizedTest
  @DisplayName("1.1 a host name counts in any capitals, with a port and without (RFC 9110, 4.2.3)")
  @ValueSource(strings = {"ACCOUNTS.ZOHO.SG", "Accounts.zoho.sg"})
  void host_inAnyCapitals(String host, LocalZoho zoho) throws Exception {
    TlsFront tls = zoho.startTls();
    InetSocketAddress address = tls.addresses().get(0);

    for (String port : List.of("", ":443", ":" + address.getPort())) {
      assertThat(serverInfo(tls, address, host + port)).as(port).startsWith("HTTP/1.1 200 ");
    }
    assertThat(get(client(tls), "https://" + host + "/oauth/serverinfo").statusCode())
        .isEqualTo(200);
    assertThat(tls.refused()).isEmpty();
    User user = zoho.user("sg");
    Client client = user.serverClient(URI.create("HTTPS://App.example/callback"));
    String query = Browsing.request(zoho, client).getRawQuery();
    ScriptedBrowser browser = zoho.browser(user, client(tls));
    for (String accounts : List.of("HTTPS://" + host, "https://accounts.zoho.sg")) {
      assertThat(browser.open(URI.create(accounts + "/oauth/v2/auth?" + query)).toString())
          .startsWith("HTTPS://App.example/callback?");
    }
    assertThat(zoho.requests())
        .as("signs in once: a cookie is of a host in any capitals")
        .filteredOn(request -> request.formParameter("password").isPresent())
        .hasSize(1);
  }

  @Test
  @DisplayName("a port that is taken is named, and those opened before it are free again")
  void takenPort_isNamed(LocalZoho zoho) {
    int taken = zoho.startTls().addresses().get(0).getPort();
    TlsFront closed = zoho.startTls();
    int free = closed.addresses().get(0).getPort();
    closed.close();

    assertThatThrownBy(() -> zoho.startTls(free, taken)).hasMessageEndingWith("port " + taken);
    assertThat(zoho.startTls(free).addresses().get(0).getPort()).isEqualTo(free);
    assertThatThrownBy(() -> zoho.startTls(new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ports");
  }

  /** Asks for serverinfo as a client does whose resolver says 127.0.0.1. */
  private static String serverInfo(TlsFront tls, InetSocketAddress address, String host)
      throws IOException {
    try (Socket tcp = new Socket(address.getAddress(), address.getPort());
        SSLSocket socket =
            (SSLSocket)
                tls.sslContext()
                    .getSocketFactory()
                    .createSocket(tcp, "accounts.zoho.sg", address.getPort(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      String request =
          "GET /oauth/serverinfo HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpClient client(TlsFront tls) {
    return HttpClient.newBuilder().sslContext(tls.sslContext()).proxy(tls.proxySelector()).build();
  }

  private static HttpResponse<String> exchange(
      HttpClient http, String accounts, Client client, String code) {
    return Wire.send(
        http,
        HttpRequest.newBuilder(URI.create("https://" + accounts + "/oauth/v2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    Wire.form(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        client.id(),
                        "client_secret",
                        client.secret(),
                        "code",
                        code)))
            .build());
  }

  private static int call(HttpClient http, String uri, String token) {
    return Wire.send(
            http,
            HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Zoho-oauthtoken " + token)
                .build())
        .statusCode();
  }

  private static HttpResponse<String> get(HttpClient http, String uri) {
    return Wire.send(http, HttpRequest.newBuilder(URI.create(uri)).build());
  }
}
