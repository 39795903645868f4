package io.github.zohooauth.localzoho.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class RatesTest {
  private static final String SCOPE = "ZohoCRM.org.READ";

  private final LocalZoho zoho;
  private final User user;
  private final TokenCalls calls;

  RatesTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.user = zoho.user("eu");
    this.calls = TokenCalls.of(zoho, user.selfClient());
  }

  @Test
  @DisplayName("9 ten minutes after an access token there is room for another, not a moment before")
  void eleventhAccessToken_waitsForTheFirstToBeTenMinutesOld() {
    String refreshToken = refreshToken();
    zoho.clock().advance(Duration.ofMinutes(10).minusNanos(1));
    for (int i = 0; i < 9; i++) {
      assertThat(isServed(refreshToken)).isTrue();
    }
    zoho.clock().advance(Duration.ofNanos(1));
    assertThat(isServed(refreshToken)).isTrue();

    assertThat(isServed(refreshToken)).isFalse();
  }

  @Test
  @DisplayName("8.2 a client that asks too early waits ten minutes from then on")
  void askedTooEarly_startsTenMoreMinutes() {
    String refreshToken = refreshToken();
    for (int i = 0; i < 9; i++) {
      isServed(refreshToken);
    }
    assertThat(isServed(refreshToken)).isFalse();
    zoho.clock().advance(Duration.ofMinutes(10).minusNanos(1));
    assertThat(isServed(refreshToken)).isFalse();
    zoho.clock().advance(Duration.ofMinutes(10).minusNanos(1));
    assertThat(isServed(refreshToken)).isFalse();

    zoho.clock().advance(Duration.ofMinutes(10));
    assertThat(isServed(refreshToken)).isTrue();
  }

  @Test
  @DisplayName("9 another refresh token of the same user and client has its own ten")
  void anotherRefreshToken_isNotConcerned() {
    String refreshToken = refreshToken();
    String other = refreshToken();
    for (int i = 0; i < 10; i++) {
      isServed(refreshToken);
    }

    assertThat(isServed(refreshToken)).isFalse();
    assertThat(isServed(other)).isTrue();
  }

  @Test
  @DisplayName("9 the throttle answers Access Denied, and what it withheld is counted")
  void throttled_isAccessDenied_andCounted() {
    String refreshToken = refreshToken();
    zoho.throttleNextTokenCalls(1);
    calls.refresh(refreshToken);
    for (int i = 0; i < 9; i++) {
      calls.refresh(refreshToken);
    }
    assertThat(zoho.turnedAway()).isZero();

    HttpResponse<String> tenth = calls.refresh(refreshToken);

    assertThat(tenth.statusCode()).isEqualTo(200);
    assertThat(TokenCalls.error(tenth)).isEqualTo("Access Denied");
    assertThat(zoho.turnedAway()).isEqualTo(1);
  }

  @Test
  @DisplayName("4.2 asking again for client_credentials counts, by organization")
  void clientCredentials_count() {
    String soid = "ZohoCRM." + user.organization();
    String other = "ZohoCRM." + user.addOrganization();
    long served =
        Stream.generate(() -> calls.clientCredentials(SCOPE, soid))
            .limit(12)
            .filter(answer -> Wire.json(answer).has("access_token"))
            .count();

    assertThat(served).isEqualTo(10);
    assertThat(Wire.json(calls.clientCredentials(SCOPE, other)).has("access_token")).isTrue();
  }

  @Test
  @DisplayName("9 the sixth refresh token within a minute is denied")
  void sixthRefreshToken_isDenied_forAMinute() {
    for (int i = 0; i < 5; i++) {
      refreshToken();
    }
    assertThat(TokenCalls.error(calls.exchange(user.selfClient().code(SCOPE))))
        .isEqualTo("Access Denied");
    zoho.clock().advance(Duration.ofMinutes(1));
    assertThat(refreshToken()).isNotEmpty();
  }

  @Test
  @DisplayName("8.2, 9 a user's browser brings access_denied in place of the eleventh code")
  void eleventhCode_isAccessDenied() {
    BrowserCalls browser = BrowserCalls.of(zoho, user.serverClient(Browsing.CALLBACK));
    for (int i = 0; i < 10; i++) {
      assertThat(browser.code()).isNotEmpty();
    }
    assertThat(Browsing.query(browser.open())).containsEntry("error", "access_denied");
    zoho.clock().advance(Duration.ofMinutes(10));
    assertThat(browser.code()).isNotEmpty();
  }

  @Test
  @DisplayName("3, 9 it brings the same in place of the eleventh access token, with a page or none")
  void eleventhImplicitToken_isAccessDenied() {
    Client client = user.browserClient(Browsing.CALLBACK);
    ScriptedBrowser browser = zoho.browser(zoho.user("eu")).grantForSession();
    URI silently = Browsing.request(zoho, "/oauth/v2/auth/refresh", client);
    browser.open(Browsing.request(zoho, client));
    for (int i = 0; i < 9; i++) {
      assertThat(Browsing.fragment(browser.open(silently))).containsKey("access_token");
    }
    assertThat(Browsing.fragment(browser.open(silently))).containsEntry("error", "access_denied");
    assertThat(Browsing.fragment(browser.open(Browsing.request(zoho, client))))
        .containsEntry("error", "access_denied");
  }

  @Test
  @DisplayName("9 the console makes no eleventh code within ten minutes")
  void eleventhCodeOfTheConsole_throws() {
    for (int i = 0; i < 10; i++) {
      user.selfClient().code(SCOPE);
    }
    assertThatThrownBy(() -> user.selfClient().code(SCOPE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("too many codes");
  }

  @Test
  void accepts_onlyWhileTheTokenIsGood() {
    String token = calls.accessToken(SCOPE);
    assertThat(zoho.accepts(token)).isTrue();
    assertThat(zoho.accepts("1000.no.such")).isFalse();
    zoho.clock().advance(Duration.ofHours(1));
    assertThat(zoho.accepts(token)).isFalse();
  }

  private String refreshToken() {
    return calls.tokens(SCOPE).path("refresh_token").asText();
  }

  private boolean isServed(String refreshToken) {
    return Wire.json(calls.refresh(refreshToken)).has("access_token");
  }
}
