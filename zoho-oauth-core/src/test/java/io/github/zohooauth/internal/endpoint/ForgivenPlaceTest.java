package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CannedZoho;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SeenLogs;
import io.github.zohooauth.testkit.TokenAnswer;
import io.github.zohooauth.testkit.TokenCall;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An API domain with one slash at its end is the same one, also that of a sandbox. */
class ForgivenPlaceTest {

  private static CannedZoho zoho;
  private static SeenLogs logs;

  @BeforeAll
  static void start() {
    zoho = new CannedZoho();
    logs = new SeenLogs();
  }

  @AfterAll
  static void stop() {
    zoho.close();
    logs.close();
  }

  private static SelfClient.Builder builder() {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(PlantedSecret.CLIENT_SECRET.value)
        .dataCenter(zoho.dataCenter())
        .httpClient(zoho.http)
        .clock(() -> Scene.NOW);
  }

  private static CannedAnswer issued(TokenCall call, String apiDomain) {
    return CannedAnswer.json(
        200, TokenAnswer.to(call).with("api_domain", TokenAnswer.text(apiDomain)).json());
  }

  @ParameterizedTest
  @CsvSource({
    "https://sandbox.zohoapis.eu/, https://sandbox.zohoapis.eu",
    "https://developer.zohoapis.eu/, https://developer.zohoapis.eu",
    "https://www.zohoapis.eu/, https://www.zohoapis.eu",
    "https://crm.zohoapis.eu/, https://crm.zohoapis.eu"
  })
  void oneSlash_isForgiven(String apiDomain, URI right) {
    zoho.answers(issued(TokenCall.EXCHANGE, apiDomain));
    TokenStore store = TokenStore.inMemory();
    try (SelfClient client = builder().tokenStore(store).build()) {
      assertThat(client.exchange("1000.code").accessToken().apiDomain()).isEqualTo(right);
    }
    zoho.answers(issued(TokenCall.REFRESH, apiDomain));
    try (SelfClient later =
        builder().tokenStore(store).clock(() -> Scene.NOW.plus(Duration.ofHours(2))).build()) {
      assertThat(later.getAccessToken().apiDomain()).as("renewed").isEqualTo(right);
    }
    assertThat(logs.drain()).isEmpty();
  }

  /** As a record of another program, or of an earlier version, may have it. */
  @Test
  void oneSlash_ofAStoredRecord_isForgiven() {
    TokenStore store = TokenStore.inMemory();
    StoredToken.Issued token =
        new StoredToken.Issued(
            PlantedSecret.STORED_ACCESS_TOKEN.value,
            Scene.NOW.plus(Duration.ofHours(1)),
            Set.of(),
            URI.create("https://sandbox.zohoapis.eu/"));
    store.save(
        Scene.KEY,
        new StoredToken(
            zoho.dataCenter().location(),
            token,
            Scene.NOW,
            PlantedSecret.STORED_REFRESH_TOKEN.value,
            Map.of(),
            Map.of()));
    try (SelfClient client = builder().tokenStore(store).build()) {
      assertThat(client.getAccessToken().apiDomain())
          .isEqualTo(URI.create("https://sandbox.zohoapis.eu"));
    }
    assertThat(logs.drain()).isEmpty();
  }

  @Test
  void oneSlash_isNoDisagreementOfEnvironments() {
    zoho.answers(issued(TokenCall.EXCHANGE, "https://sandbox.zohoapis.eu/"));
    TokenOwner sandbox = TokenOwner.unnamed().inEnvironment(Environment.SANDBOX);
    try (SelfClient client = builder().strictEnvironment().build()) {
      assertThat(client.exchange("1000.code", sandbox).accessToken().apiDomain())
          .isEqualTo(URI.create("https://sandbox.zohoapis.eu"));
    }
    assertThat(logs.drain()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sandbox.zohoapis.eu//",
        "https://sandbox.zohoapis.eu/x",
        "https://sandbox.zohoapis.eu/x/",
        "https://sandbox.zohoapis.eu/.",
        "https://sandbox.zohoapis.eu\\\\",
        "https://sandbox.zohoapis.eu/\\\\",
        "https://sandbox.zohoapis.eu:443/",
        "https://sandbox.zohoapis.eu?/",
        "https://sandbox.zohoapis.eu#/",
        "https://sandbox.zohoapis.eu%2f",
        "https://user@sandbox.zohoapis.eu/",
        "http://sandbox.zohoapis.eu/",
        "https://sandbox.zohoapis.com/",
        "https://sandbox.zohoapis.eu.evil.example/",
        "https://evil.example/sandbox.zohoapis.eu/",
        "//sandbox.zohoapis.eu/",
        "/"
      })
  void anythingElse_isDropped_andSaid(String apiDomain) {
    zoho.answers(issued(TokenCall.EXCHANGE, apiDomain));
    try (SelfClient client = builder().build()) {
      assertThat(client.exchange("1000.code").accessToken().apiDomain())
          .isEqualTo(URI.create(TokenAnswer.BASE));
    }
    assertThat(logs.drain())
        .singleElement()
        .asString()
        .contains("is not a host of this data center and is not used")
        .doesNotContain("evil");
  }
}
