package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCenterTest {

  @ParameterizedTest
  @CsvSource({
    "us, https://accounts.zoho.com,      https://www.zohoapis.com",
    "eu, https://accounts.zoho.eu,       https://www.zohoapis.eu",
    "in, https://accounts.zoho.in,       https://www.zohoapis.in",
    "au, https://accounts.zoho.com.au,   https://www.zohoapis.com.au",
    "jp, https://accounts.zoho.jp,       https://www.zohoapis.jp",
    "cn, https://accounts.zoho.com.cn,   https://www.zohoapis.com.cn",
    "ca, https://accounts.zohocloud.ca,  https://www.zohoapis.ca",
    "sa, https://accounts.zoho.sa,       https://www.zohoapis.sa",
    "uk, https://accounts.zoho.uk,       https://www.zohoapis.uk",
    "ae, https://accounts.zoho.ae,       https://www.zohoapis.ae",
    "sg, https://accounts.zoho.sg,       https://www.zohoapis.sg"
  })
  void constants_areThoseOfTheProtocol(String location, URI accounts, URI apis) {
    DataCenter dataCenter =
        DataCenter.builtIn().stream()
            .filter(known -> known.location().equals(location))
            .findFirst()
            .orElseThrow();
    assertThat(dataCenter).isEqualTo(DataCenter.of(location, accounts, apis));
    assertThat(dataCenter.accountsServer()).isEqualTo(accounts);
    assertThat(dataCenter.apiDomain(Environment.PRODUCTION)).contains(apis);
    String rest = apis.getHost().substring("www".length());
    assertThat(dataCenter.apiDomain(Environment.SANDBOX))
        .contains(URI.create("https://sandbox" + rest));
    assertThat(dataCenter.apiDomain(Environment.DEVELOPER))
        .contains(URI.create("https://developer" + rest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.zohoapis.eu",
        "https://sandbox.zohoapis.eu",
        "https://api.zoho.eu",
        "https://zoho.eu",
        "https://fsm.zoho.eu",
        "https://WWW.ZOHOAPIS.EU",
        "HTTPS://www.zohoapis.eu",
        "https://www.zohoapis.eu:443",
        "https://www.zohoapis.eu/path?a=b#c"
      })
  void hostsOfItsOwn_areServed(String apiDomain) {
    assertThat(DataCenter.EU.serves(URI.create(apiDomain))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.zohoapis.eu",
        "https://www.zohoapis.com",
        "https://www.zohoapis.eu.evil.example",
        "https://evilzohoapis.eu",
        "https://www.zohoapis.eu:8443",
        "https://user@www.zohoapis.eu",
        "https://www.zohoapis.eu@evil.example",
        "https://evil.example/.zohoapis.eu",
        "https://evil.example?.zohoapis.eu",
        "https://evil.example#.zohoapis.eu",
        "https://www.zohoapis.eu.",
        "//www.zohoapis.eu",
        "mailto:a@zohoapis.eu",
        "https://[::1]",
        "https://127.0.0.1"
      })
  void allOtherHosts_areNot(String apiDomain) {
    assertThat(DataCenter.EU.serves(URI.create(apiDomain))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://accounts.zoho.eu",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://10.0.0.1",
        "ftp://accounts.zoho.eu",
        "https://accounts.zoho.eu/path",
        "https://accounts.zoho.eu?query",
        "https://accounts.zoho.eu#fragment",
        "https://user@accounts.zoho.eu",
        "accounts.zoho.eu"
      })
  void of_refusesServersThatAreNotBareHttpsOrLoopback(String server) {
    URI good = URI.create("https://www.zohoapis.eu");
    assertThatThrownBy(() -> DataCenter.of("eu", URI.create(server), good))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("accountsServer: ");
    assertThatThrownBy(() -> DataCenter.of("eu", good, URI.create(server)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("apiDomain: ");
    assertThatThrownBy(() -> DataCenter.EU.withApiDomain(Environment.SANDBOX, URI.create(server)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("apiDomain: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:80"})
  void of_takesPlainHttpOnLoopback(URI server) {
    DataCenter local = DataCenter.of("local", server, server);
    assertThat(local.serves(server)).isTrue();
    assertThat(local.apiDomain(Environment.SANDBOX)).isEmpty();
    assertThat(local.serves(URI.create("https://localhost"))).isFalse();
  }

  @Test
  void customDataCenter_servesItsOwnDomainsAndNoTopLevelOne() {
    DataCenter custom =
        DataCenter.of(
            "inec",
            URI.create("https://accounts.example"),
            URI.create("https://www.zohoapis.example"));
    assertThat(custom.serves(URI.create("https://desk.zohoapis.example"))).isTrue();
    assertThat(custom.serves(URI.create("https://evil.example"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "E", "EU", "e u", "eu\n", "aaaaaaaaaaaaaaaaa", "../eu"})
  void of_refusesOddLocations(String location) {
    URI uri = URI.create("https://zoho.example");
    assertThatThrownBy(() -> DataCenter.of(location, uri, uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("location: ");
  }

  @ParameterizedTest
  @CsvSource({
    "us, US, https://desk.zoho.com",
    "eu, Eu, https://desk.zoho.eu",
    "in, IN, https://desk.zoho.in",
    "au, aU, https://desk.zoho.com.au",
    "jp, JP, https://desk.zoho.jp",
    "cn, CN, https://desk.zoho.com.cn",
    "ca, CA, https://desk.zohocloud.ca",
    "sa, SA, https://desk.zoho.sa",
    "uk, UK, https://desk.zoho.uk",
    "ae, AE, https://desk.zoho.ae",
    "sg, SG, https://desk.zoho.sg"
  })
  void code_findsEach_andItsProductsHost(String code, String capitals, URI desk) {
    DataCenter dataCenter = DataCenter.of(code);
    assertThat(dataCenter.location()).isEqualTo(code);
    assertThat(DataCenter.builtIn()).contains(dataCenter);
    assertThat(DataCenter.of(capitals)).isSameAs(dataCenter);
    assertThat(dataCenter.product("desk")).isEqualTo(desk);
    assertThat(dataCenter.serves(desk)).isTrue();
    for (Environment environment : Environment.values()) {
      URI own = dataCenter.apiDomain(environment).orElseThrow();
      assertThat(dataCenter.serves(own)).isTrue();
      assertThat(dataCenter.environmentOf(own.resolve("/a?b#c"))).contains(environment);
    }
    assertThat(dataCenter.environmentOf(desk)).isEmpty();
    assertThat(dataCenter.environmentOf(dataCenter.accountsServer())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e", "inec", "eu ", " eu", "\u212a", "\u0130n", "u\u017f", "us\n"})
  void unknownCode_isRefused_withTheCodes(String code) {
    assertThatThrownBy(() -> DataCenter.of(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("location: one of [us, eu, in, au, jp, cn, ca, sa, uk, ae, sg]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://www.zohoapis.eu", "https://www.zohoapis.eu:8443", "mailto:a@b", "/a"})
  void environment_ofAnotherOrigin_isUnknown(URI uri) {
    assertThat(DataCenter.EU.environmentOf(uri)).isEmpty();
  }

  @Test
  void of_letterWhoseLowerCaseIsAscii_isRefused() {
    assertThat("u\u212a".toLowerCase(Locale.ROOT)).isEqualTo("uk"); // the Kelvin sign
    assertThatThrownBy(() -> DataCenter.of("u\u212a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("location: one of [us, eu,");
  }
}
