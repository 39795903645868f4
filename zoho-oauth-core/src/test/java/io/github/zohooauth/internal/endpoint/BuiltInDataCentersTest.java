package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.TlsFront;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.testkit.CrmCaller;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The library with its own constants, over TLS, against the real names of all data centers. */
class BuiltInDataCentersTest {

  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";

  private static LocalZoho zoho;

  private static TlsFront front;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    zoho = LocalZoho.start();
    front = zoho.startTls();
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

  private static SelfClient.Builder builder(Client registered, DataCenter dataCenter) {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(dataCenter)
        .httpClient(http)
        .clock(zoho.clock());
  }

  @ParameterizedTest
  @MethodSource("dataCenters")
  void token_isObtained_used_andRenewed(DataCenter dataCenter) throws Exception {
    Client registered = zoho.user(dataCenter.location()).selfClient();
    try (SelfClient client = builder(registered, dataCenter).build()) {
      AccessToken first = client.exchange(registered.code(SCOPES)).accessToken();
      assertThat(first.apiDomain()).isEqualTo(dataCenter.apiDomain(Environment.PRODUCTION).get());
      assertThat(new CrmCaller(http).organization(first).statusCode()).isEqualTo(200);
      zoho.clock().advance(Duration.ofHours(1));
      AccessToken next = client.getAccessToken();
      assertThat(next).isNotEqualTo(first);
      assertThat(new CrmCaller(http).organization(next).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"PRODUCTION, www", "SANDBOX, sandbox", "DEVELOPER, developer"})
  void environments_haveEachTheirHost(Environment environment, String prefix) throws Exception {
    Client registered = zoho.user("ca").selfClient();
    TokenOwner owner = TokenOwner.unnamed().inEnvironment(environment);
    try (SelfClient client = builder(registered, DataCenter.CA).owner(owner).build()) {
      CrmEnvironment chosen = CrmEnvironment.valueOf(environment.name());
      AccessToken token =
          client
              .exchange(registered.newCode().scopes(SCOPES).environment(chosen).issue())
              .accessToken();
      assertThat(token.apiDomain()).isEqualTo(URI.create("https://" + prefix + ".zohoapis.ca"));
      assertThat(new CrmCaller(http).organization(token).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void untrustedCertificate_sendsNothing() {
    Client registered = zoho.user("eu").selfClient();
    HttpClient trustsTheWorldOnly = HttpClient.newBuilder().proxy(front.proxySelector()).build();
    int received = zoho.requests().size();
    try (SelfClient client =
        builder(registered, DataCenter.EU).httpClient(trustsTheWorldOnly).build()) {
      assertThatThrownBy(() -> client.exchange(registered.code(SCOPES)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("certificate is not trusted, so nothing was sent");
    }
    assertThat(zoho.requests()).hasSize(received);
  }
}
