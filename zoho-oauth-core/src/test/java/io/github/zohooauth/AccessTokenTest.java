package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.BadInput;
import io.github.zohooauth.testkit.HostileUris;
import io.github.zohooauth.testkit.PlantedSecret;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token says of itself, and where it may go. */
@Tag("A2")
class AccessTokenTest {

  private static AccessToken of(DataCenter dataCenter) {
    return AccessToken.of(PlantedSecret.STORED_ACCESS_TOKEN.value, Scene.NOW, dataCenter);
  }

  private static AccessToken at(String apiDomain) {
    return new AccessToken(
        PlantedSecret.STORED_ACCESS_TOKEN.value,
        Scene.NOW,
        Set.of("A.b"),
        DataCenter.EU,
        URI.create(apiDomain));
  }

  static List<DataCenter> dataCenters() {
    return DataCenter.builtIn();
  }

  @ParameterizedTest
  @MethodSource("dataCenters")
  void of_isForTheProductionApi(DataCenter dataCenter) {
    AccessToken token = of(dataCenter);
    assertThat(token.value()).isEqualTo(PlantedSecret.STORED_ACCESS_TOKEN.value);
    assertThat(token.expiresAt()).isEqualTo(Scene.NOW);
    assertThat(token.scopes()).isEmpty();
    assertThat(token.dataCenter()).isSameAs(dataCenter);
    assertThat(token.apiDomain()).isSameAs(dataCenter.apiDomain(Environment.PRODUCTION).get());
    assertThat(token.environment()).contains(Environment.PRODUCTION);
    assertThat(token.authorizationHeader())
        .isEqualTo("Zoho-oauthtoken " + PlantedSecret.STORED_ACCESS_TOKEN.value);
    assertThat(token.toString())
        .contains("dataCenter=" + dataCenter.location() + ",")
        .doesNotContain(token.value());
  }

  @ParameterizedTest
  @MethodSource("dataCenters")
  void hostsOfEveryDataCenter_areItsOwnAlone(DataCenter home) {
    AccessToken token = of(home);
    for (DataCenter other : DataCenter.builtIn()) {
      for (URI server :
          List.of(
              other.accountsServer(),
              other.apiDomain(Environment.SANDBOX).orElseThrow(),
              other.product("desk"),
              upload(other))) {
        assertThat(token.isFor(server.resolve("/upload?a=b#c")))
            .as("%s to %s", token, server)
            .isEqualTo(other.equals(home));
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

  @Test
  void hostileUri_mayNotHaveIt() {
    Proof.holds("A2", HostileUris.all(), uri -> assertThat(of(DataCenter.EU).isFor(uri)).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.zohoapis.eu:443/",
        "HTTPS://WWW.ZOHOAPIS.EU/",
        "https://zoho.eu",
        "https://a.b.zoho.eu/x"
      })
  void otherFormsOfOwnHosts_mayHaveIt(URI uri) {
    assertThat(of(DataCenter.EU).isFor(uri)).isTrue();
  }

  /** An application that says where its API is, such as a stand-in, opens that one server. */
  @ParameterizedTest
  @CsvSource({
    "https://api.example, https://api.example/a, true",
    "https://api.example, https://api.example:443/a, true",
    "https://api.example, https://www.zohoapis.eu, true",
    "https://api.example, https://sub.api.example, false",
    "https://api.example, https://example, false",
    "https://api.example, https://api.example:8443, false",
    "https://api.example, http://api.example, false",
    "https://api.example, https://user@api.example, false",
    "https://api.example:8443, https://api.example:8443/a, true",
    "https://api.example:8443, https://api.example, false",
    "https://www.zohoapis.com, https://www.zohoapis.com, true",
    "https://www.zohoapis.com, https://desk.zoho.com, false",
    "https://www.zohoapis.com, https://sandbox.zohoapis.com, false",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/a, true",
    "http://127.0.0.1:8080, http://127.0.0.1:8081, false",
    "http://127.0.0.1:8080, http://127.0.0.1, false",
    "http://127.0.0.1:8080, https://127.0.0.1:8080, false",
    "http://127.0.0.1:8080, http://localhost:8080, false",
    "http://[::1]:8080, http://[::1]:8080/a, true",
  })
  void foreignApiDomain_opensThatServerAlone(String apiDomain, URI uri, boolean isFor) {
    assertThat(at(apiDomain).isFor(uri)).isEqualTo(isFor);
  }

  @ParameterizedTest
  @EnumSource
  void environment_isThatOfItsApiDomain(Environment environment) {
    for (DataCenter each : DataCenter.builtIn()) {
      URI apiDomain = each.apiDomain(environment).orElseThrow();
      AccessToken token = new AccessToken("1.a", Scene.NOW, Set.of(), each, apiDomain);
      assertThat(token.environment()).as(apiDomain.toString()).contains(environment);
    }
    assertThat(at("https://crm.zohoapis.eu").environment()).isEmpty();
    assertThat(at("https://sandbox.zohoapis.com").environment()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/crm/v8/Leads", "/a?b=c%20d", "/a//b", "/.evil.example", "/@b:1"})
  void resolve_addsThePath(String path) {
    for (DataCenter each : DataCenter.builtIn()) {
      URI uri = of(each).resolve(path);
      assertThat(uri).hasToString(of(each).apiDomain() + path);
      assertThat(uri.getHost()).isEqualTo(of(each).apiDomain().getHost());
      assertThat(of(each).isFor(uri)).isTrue();
    }
    assertThat(at("https://sandbox.zohoapis.eu/").resolve("/a"))
        .hasToString("https://sandbox.zohoapis.eu/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "crm/v8",
        ".evil.example/",
        "@evil.example/",
        ":8443/",
        "//evil.example/",
        "///a",
        "https://evil.example/",
        "?a",
        "#a",
        "\\\\evil.example",
        "/\\evil.example",
        "/a b",
        "/a\r\nHost: evil.example"
      })
  void resolve_refusesOtherPaths_byName(String path) {
    assertThatThrownBy(() -> of(DataCenter.EU).resolve(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("path: ")
        .hasMessageNotContaining("evil")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.zohoapis.eu",
        "http://127.0.0.1.evil.example",
        "ftp://www.zohoapis.eu",
        "https://user@www.zohoapis.eu",
        "https://www.zohoapis.eu/crm",
        "https://www.zohoapis.eu?a",
        "https://www.zohoapis.eu#a",
        "//www.zohoapis.eu",
        "mailto:a@zohoapis.eu"
      })
  void apiDomain_isABaseUrl(String apiDomain) {
    assertThatThrownBy(() -> at(apiDomain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("apiDomain: ");
  }

  @Test
  void missingValues_areRefused_byName() {
    AccessToken token = of(DataCenter.EU);
    assertMissing("uri", () -> token.isFor(BadInput.nothing()));
    assertMissing("path", () -> token.resolve(BadInput.nothing()));
    assertMissing("dataCenter", () -> of(BadInput.nothing()));
    assertMissing("location", () -> DataCenter.of(BadInput.<String>nothing()));
    assertMissing("name", () -> DataCenter.EU.product(BadInput.nothing()));
    assertMissing("server", () -> DataCenter.EU.withProduct("desk", BadInput.nothing()));
    assertMissing("apiHosts", () -> DataCenter.EU.withApiHosts(BadInput.<URI[]>nothing()));
    assertMissing("apiHosts", () -> DataCenter.EU.withApiHosts(BadInput.<URI>nothing()));
    assertMissing("uri", () -> DataCenter.EU.serves(BadInput.nothing()));
    assertMissing("uri", () -> DataCenter.EU.environmentOf(BadInput.nothing()));
  }

  private static void assertMissing(String name, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
  }
}
