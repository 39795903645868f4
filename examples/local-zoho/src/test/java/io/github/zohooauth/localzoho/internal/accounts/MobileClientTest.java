package io.github.zohooauth.localzoho.internal.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.ErrorPageException;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class MobileClientTest {
  private static final URI APP = URI.create("myapp://signed.in/here");
  private static final URI LOOPBACK = URI.create("http://localhost:8400/callback");

  @Test
  @DisplayName("6 PKCE and the secret bring tokens at a redirect URI of the app's own scheme")
  void exchange_withVerifierAndSecret_bringsTokens(LocalZoho zoho) {
    BrowserCalls calls = BrowserCalls.of(zoho, zoho.user("eu").mobileClient(APP));

    URI redirect = calls.open("code_challenge", "verifier", "access_type", "offline");

    assertThat(redirect.toString()).startsWith(APP + "?");
    JsonNode tokens =
        Wire.json(
            calls.exchange(
                Browsing.query(redirect).getOrDefault("code", ""), "code_verifier", "verifier"));
    assertThat(tokens.has("refresh_token")).isTrue();
  }

  @Test
  @DisplayName("6 a newly registered client must send a code challenge")
  void open_withoutChallenge_isPage(LocalZoho zoho) {
    BrowserCalls calls = BrowserCalls.of(zoho, zoho.user("eu").mobileClient(LOOPBACK));

    assertThatThrownBy(calls::open).isInstanceOf(ErrorPageException.class);
  }

  @Test
  @DisplayName("6 the secret is still required, PKCE or not")
  void exchange_withoutSecret_isInvalidClientSecret(LocalZoho zoho) {
    BrowserCalls calls = BrowserCalls.of(zoho, zoho.user("eu").mobileClient(LOOPBACK));
    String code = calls.code("code_challenge", "verifier");

    assertThat(
            TokenCalls.error(
                calls.exchange(code, "code_verifier", "verifier", "client_secret", "")))
        .isEqualTo("invalid_client_secret");
  }

  @Test
  @DisplayName("6 a wrong secret is refused even where none is needed")
  void exchange_withWrongSecret_isAlwaysRefused() {
    Reading reading = Reading.documented().with(BrowserSwitch.MobileSecret.OPTIONAL);
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      BrowserCalls calls = BrowserCalls.of(zoho, zoho.user("eu").mobileClient(LOOPBACK));
      String code = calls.code("code_challenge", "verifier");

      assertThat(
              TokenCalls.error(
                  calls.exchange(code, "code_verifier", "verifier", "client_secret", "x")))
          .isEqualTo("invalid_client_secret");
    }
  }

  @Test
  @DisplayName("6 a web address in capitals has no scheme of its own")
  void webAddress_inCapitals_isNoCustomScheme() {
    Reading reading = Reading.documented().with(BrowserSwitch.CustomScheme.REFUSED);
    try (LocalZoho zoho = LocalZoho.start(reading)) {
      URI capitals = URI.create("HTTPS://App.example/callback");
      Client web = zoho.user("eu").mobileClient(capitals);

      assertThat(status(zoho, web, capitals.toString())).isEqualTo(303);
    }
  }

  @Test
  @DisplayName("6 any port means the port alone, and the loopback alone")
  void loopbackPort_any_changesNothingElse() {
    try (LocalZoho zoho =
        LocalZoho.start(Reading.documented().with(BrowserSwitch.LoopbackPort.ANY))) {
      User user = zoho.user("eu");
      Client loopback = user.mobileClient(LOOPBACK);
      Client elsewhere = user.mobileClient(URI.create("http://app.example:8400/callback"));
      Client capitals = user.mobileClient(URI.create("HTTP://LOCALHOST:8400/callback"));
      Client tls = user.mobileClient(URI.create("https://localhost:8400/callback"));

      assertThat(status(zoho, loopback, "http://localhost:1/callback")).isEqualTo(303);
      assertThat(status(zoho, loopback, "HTTP://LocalHost:1/callback")).isEqualTo(303);
      assertThat(status(zoho, capitals, "http://localhost:1/callback")).isEqualTo(303);
      assertThat(status(zoho, loopback, "http://localhost:1/other")).isEqualTo(400);
      assertThat(status(zoho, loopback, "http://127.0.0.1:1/callback")).isEqualTo(400);
      assertThat(status(zoho, loopback, "http://evil@localhost:1/callback")).isEqualTo(400);
      assertThat(status(zoho, elsewhere, "http://app.example:1/callback")).isEqualTo(400);
      assertThat(status(zoho, tls, "https://localhost:1/callback")).isEqualTo(400);
    }
  }

  private static int status(LocalZoho zoho, Client client, String redirectUri) {
    return Browsing.get(
            Browsing.request(
                zoho, client, "redirect_uri", redirectUri, "code_challenge", "verifier"))
        .statusCode();
  }
}
