package io.github.zohooauth.store;

import static io.github.zohooauth.store.SdkTokensTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.testkit.PlantedSecret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a row of an official SDK is from, and to which host its access token may go. */
class SdkPlacesTest {

  private static final TokenOwner ADA = TokenOwner.user("ada");

  private TokenStore store = TokenStore.inMemory();

  private static SdkTokens tokens(List<Map<String, String>> rows) {
    return SdkTokens.of(rows).clock(() -> Scene.NOW);
  }

  private void imported(Map<String, String> row) {
    SdkTokens.Outcome unused = tokens(List.of(row)).importInto(store, DataCenter.US);
  }

  private static DataCenter builtIn(String location) {
    return DataCenter.builtIn().stream()
        .filter(each -> each.location().equals(location))
        .findFirst()
        .orElseThrow();
  }

  private StoredToken stored(TokenOwner owner) {
    return store.load(new TokenKey("1000.SDK", owner)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.zohoapis.com, us, ",
    "https://sandbox.zohoapis.in, in, SANDBOX",
    "https://sandbox.zohoapis.in/, in, SANDBOX",
    "https://sandbox.zohoapis.in//, us, ",
    "https://developer.zohoapis.com.cn, cn, DEVELOPER",
    "https://crm.zoho.uk, uk, ",
    "https://www.zohoapis.eu.evil.example, us, ",
    "https://evil.example/www.zohoapis.eu, us, ",
    "https://www.zohoapis.eu@evil.example, us, ",
    "http://www.zohoapis.eu, us, ",
    "https://www.zohoapis.eu:443, us, ",
    "https://www.zohoapis.eu/crm, us, ",
    "https://www.zohoapis.eu?a, us, ",
    "mailto:www.zohoapis.eu, us, ",
  })
  void dataCenter_andEnvironment_areKnownOnes(
      String apiDomain, String location, String environment) {
    imported(row("api_domain", apiDomain));
    TokenOwner owner =
        environment == null ? ADA : ADA.inEnvironment(Environment.valueOf(environment));
    assertThat(stored(owner).location()).isEqualTo(location);
    boolean told = !location.equals("us") || apiDomain.equals("https://www.zohoapis.com");
    assertThat(Optional.ofNullable(stored(owner).accessToken()).map(StoredToken.Issued::apiDomain))
        .as("without a known host the first renewal learns it")
        .isEqualTo(Optional.of(URI.create(apiDomain.replaceFirst("/$", ""))).filter(uri -> told));
  }

  @ParameterizedTest
  @CsvSource({
    "java_ada_eu_prd_1f2e, eu, ",
    "java_a_d_a_in_sdb_1f_e, in, SANDBOX",
    "java_ada_cn_dev_1f2e, cn, DEVELOPER",
    "java_ada_xx_prd_1f2e, us, ",
    "java_ada_eu_prd_12345, us, ",
    "7, us, ",
    "java_ada_eu_sdb_1f2e, eu, SANDBOX"
  })
  void rowsBeforeApiDomain_tellByTheirId(String id, String location, String environment) {
    for (String apiDomain : List.of("", "null", "not a uri")) {
      store = TokenStore.inMemory();
      imported(row("api_domain", apiDomain, "id", id));
      TokenOwner owner =
          environment == null ? ADA : ADA.inEnvironment(Environment.valueOf(environment));
      assertThat(stored(owner))
          .as("a living access token whose host is not told is left behind")
          .isEqualTo(
              StoredToken.refreshing(builtIn(location), PlantedSecret.STORED_REFRESH_TOKEN.value));
    }
  }

  @Test
  void dataCenters_areAskedForRowsThatDoNotTell_alone() {
    DataCenter own =
        DataCenter.of(
            "own",
            URI.create("https://accounts.own.example"),
            URI.create("https://www.own.example"));
    tokens(
            List.of(
                row("user_name", "told"),
                row("user_name", "jp", "api_domain", ""),
                row("user_name", "own", "api_domain", "https://www.own.example")))
        .dataCenters(row -> "own".equals(row.user()) ? own : DataCenter.JP)
        .importInto(store, DataCenter.US);
    assertThat(stored(TokenOwner.user("told")).location()).isEqualTo("eu");
    assertThat(stored(TokenOwner.user("jp")).location()).isEqualTo("jp");
    StoredToken there = stored(TokenOwner.user("own"));
    assertThat(there.location()).isEqualTo("own");
    assertThat(Objects.requireNonNull(there.accessToken()).apiDomain())
        .hasToString("https://www.own.example");
  }

  @Test
  void accessToken_goesToNoHostOfAnotherDataCenter() {
    DataCenter own =
        DataCenter.of(
            "eu",
            URI.create("https://accounts.own.example"),
            URI.create("https://www.own.example"));
    SdkTokens tokens = tokens(List.of(row())).dataCenters(row -> DataCenter.US);
    tokens.importInto(store, own);
    StoredToken there = stored(ADA);
    assertThat(there.location()).isEqualTo("us");
    assertThat(there.accessToken()).isNull();
  }
}
