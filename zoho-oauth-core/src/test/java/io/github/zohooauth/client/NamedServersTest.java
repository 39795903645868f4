package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of a data center that the application names: products and other API hosts. */
@Tag("A2")
class NamedServersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "https://login.example",
        "https://accounts.example",
        "https://accounts.zoho.example:8443"
      })
  void product_needsAName_whereTheAccountsServerTellsNoDomain(URI accounts) {
    DataCenter other = DataCenter.of("local", accounts, URI.create("https://www.zohoapis.eu"));
    assertThatThrownBy(() -> other.product("desk"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("product: ")
        .hasMessageContaining("withProduct");
    URI desk = URI.create("https://desk.example:8443");
    DataCenter named = other.withProduct("desk", desk);
    assertThat(named.product("desk")).isEqualTo(desk);
    assertThat(named.serves(desk)).isTrue();
    assertThat(other.serves(desk)).isFalse();
    assertThatThrownBy(() -> named.product("books")).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Desk",
        "desk.",
        "a.b",
        "-a",
        "a-",
        "a/b",
        "evil.example#",
        "a@b",
        "a:1",
        "\u0456"
      })
  void product_refusesOddNames(String name) {
    URI server = URI.create("https://desk.example");
    assertThatThrownBy(() -> DataCenter.EU.product(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("name: ");
    assertThatThrownBy(() -> DataCenter.EU.withProduct(name, server))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("name: ");
  }

  @Test
  void addedServers_areReached_andNoPartOfEquality() {
    URI added = URI.create("https://www.site24x7.eu");
    URI desk = URI.create("https://desk.example");
    DataCenter more =
        DataCenter.EU
            .withApiHosts(added)
            .withProduct("desk", desk)
            .withApiDomain(Environment.SANDBOX, URI.create("https://sandbox.zohoapis.eu"))
            .withApiHosts(URI.create("http://127.0.0.1:8080"));
    assertThat(more).isEqualTo(DataCenter.EU).hasSameHashCodeAs(DataCenter.EU);
    for (String uri :
        new String[] {
          "https://www.site24x7.eu/api", "https://desk.example/", "http://127.0.0.1:8080/a"
        }) {
      assertThat(more.serves(URI.create(uri))).as(uri).isTrue();
      assertThat(AccessToken.of("1.a", Scene.NOW, more).isFor(URI.create(uri))).as(uri).isTrue();
      assertThat(DataCenter.EU.serves(URI.create(uri))).as(uri).isFalse();
    }
    for (String uri :
        new String[] {
          "https://a.www.site24x7.eu", "https://site24x7.eu", "http://www.site24x7.eu",
          "https://www.site24x7.eu:8443", "https://a@www.site24x7.eu", "http://127.0.0.1:8081",
          "https://desk.zoho.com", "https://a.desk.example"
        }) {
      assertThat(more.serves(URI.create(uri))).as(uri).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://api.example", "https://api.example/a", "https://a@api.example"})
  void addedServers_areBaseUrls(URI server) {
    assertThatThrownBy(() -> DataCenter.EU.withApiHosts(server))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("apiHosts: ");
    assertThatThrownBy(() -> DataCenter.EU.withProduct("desk", server))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("server: ");
  }
}
