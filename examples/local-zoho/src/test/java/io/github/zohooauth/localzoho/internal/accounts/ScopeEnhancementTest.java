package io.github.zohooauth.localzoho.internal.accounts;

import static io.github.zohooauth.localzoho.testkit.Browsing.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.ErrorPageException;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.Enhancing;
import io.github.zohooauth.localzoho.testkit.RawBrowser;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class ScopeEnhancementTest {
  private static final String MORE = "ZohoMail.messages.ALL,ZohoAnalytics.metadata.READ";

  private BrowserCalls calls;
  private Enhancing enhancing;

  @BeforeEach
  void signIn(LocalZoho zoho) {
    Client client = zoho.user("us").serverClient(CALLBACK).enable("eu");
    calls = BrowserCalls.of(zoho, client, zoho.user("eu"));
    enhancing = Enhancing.of(calls);
  }

  @Test
  @DisplayName("2.8 an enhance token comes for 600 seconds")
  void begin_bringsEnhanceToken() {
    HttpResponse<String> response = enhancing.begin();

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = Wire.json(response);
    assertThat(answer.path("access_token").asText()).startsWith("1000.");
    assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.path("expires_in").asLong()).isEqualTo(600);
    assertThat(answer).hasSize(3);
  }

  @Test
  @DisplayName("2.8 the same refresh token and its live access tokens gain the scopes")
  void accept_widensTokens(LocalZoho zoho) {
    URI analytics = zoho.analytics("eu");
    assertThat(organizations(analytics)).isEqualTo(401);

    URI redirect = enhancing.ask(MORE);

    assertThat(redirect).isEqualTo(URI.create(CALLBACK + "?status=success&scope_enhanced=true"));
    assertThat(organizations(analytics)).isEqualTo(200);
    assertThat(scopes(zoho)).isEqualTo(Browsing.SCOPE + " " + MORE.replace(',', ' '));
  }

  @Test
  @DisplayName("2.8 a refusal is access_denied and changes nothing")
  void refuse_changesNothing(LocalZoho zoho) {
    URI redirect = calls.browser().refuse().open(enhancing.request(enhancing.enhanceToken(), MORE));

    assertThat(Browsing.query(redirect)).isEqualTo(Map.of("error", "access_denied"));
    assertThat(scopes(zoho)).isEqualTo(Browsing.SCOPE);
  }

  @Test
  @DisplayName("2.8 no other client can widen a user's tokens")
  void accept_byAnotherUser_changesNothing(LocalZoho zoho) {
    URI redirect =
        zoho.browser(zoho.user("eu")).open(enhancing.request(enhancing.enhanceToken(), MORE));

    assertThat(Browsing.query(redirect)).isEqualTo(Map.of("error", "access_denied"));
    assertThat(scopes(zoho)).isEqualTo(Browsing.SCOPE);
  }

  @Test
  @DisplayName("2.8 a decision without the key of the page changes nothing")
  void forgedDecision_changesNothing(LocalZoho zoho) {
    URI request = enhancing.request(enhancing.enhanceToken(), MORE);
    RawBrowser browser = RawBrowser.signedIn(calls.user(), request);

    assertThat(browser.decide("form_key", "").body()).contains("Session Expired");
    assertThat(scopes(zoho)).isEqualTo(Browsing.SCOPE);
    assertThat(browser.decide().statusCode()).isEqualTo(303);
  }

  @Test
  @DisplayName("2.8, 9 an enhance token is good once and for ten minutes")
  void enhanceToken_usedOrLate_isPage(LocalZoho zoho) {
    String used = enhancing.enhanceToken();
    String late = enhancing.enhanceToken();
    calls.browser().open(enhancing.request(used, MORE));
    assertThatThrownBy(() -> calls.browser().open(enhancing.request(used, MORE)))
        .isInstanceOf(ErrorPageException.class);

    zoho.clock().advance(Duration.ofMinutes(10));
    assertThatThrownBy(() -> calls.browser().open(enhancing.request(late, MORE)))
        .isInstanceOf(ErrorPageException.class);
  }

  @Test
  @DisplayName("2.8 errors: invalid_client, invalid_client_secret, invalid_code, and HTTP 400")
  void begin_withBadParameters_isError(LocalZoho zoho) {
    Client client = calls.client();
    TokenCalls here = TokenCalls.at(zoho, client, "eu");
    TokenCalls there = TokenCalls.of(zoho, client);
    String[] token = {"refresh_token", enhancing.refreshToken()};
    String secret = client.secret("eu");

    assertThat(TokenCalls.error(here.post(Enhancing.BEGIN, secret, "refresh_token", token)))
        .isEqualTo("invalid_client");
    assertThat(TokenCalls.error(here.post(Enhancing.BEGIN, "x", "update_scopes_token", token)))
        .isEqualTo("invalid_client_secret");
    assertThat(TokenCalls.error(here.post(Enhancing.BEGIN, secret, "update_scopes_token")))
        .isEqualTo("invalid_code");
    assertThat(
            TokenCalls.error(
                there.post(Enhancing.BEGIN, client.secret(), "update_scopes_token", token)))
        .isEqualTo("invalid_code");
    assertThat(Wire.get(zoho.accountsServer("eu"), Enhancing.BEGIN).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("2.8 another client, or one of another type, enhances nothing")
  void begin_byOthers_isError(LocalZoho zoho) {
    String[] token = {"refresh_token", enhancing.refreshToken()};
    User developer = zoho.user("eu");
    Client server = developer.serverClient(CALLBACK);
    Client mobile = developer.mobileClient(CALLBACK);

    assertThat(begin(zoho, server, token)).isEqualTo("invalid_code");
    assertThat(begin(zoho, mobile, token)).isEqualTo("invalid_client");
    URI request =
        URI.create(
            enhancing
                .request(enhancing.enhanceToken(), MORE)
                .toString()
                .replace(calls.client().id(), server.id()));
    assertThatThrownBy(() -> calls.browser().open(request))
        .hasMessageContaining("The enhance token is unknown");
  }

  private static String begin(LocalZoho zoho, Client client, String... token) {
    return TokenCalls.error(
        TokenCalls.of(zoho, client)
            .post(Enhancing.BEGIN, client.secret(), "update_scopes_token", token));
  }

  private int organizations(URI analytics) {
    return Wire.call(analytics, "/restapi/v2/orgs", enhancing.accessToken()).statusCode();
  }

  private String scopes(LocalZoho zoho) {
    return Wire.json(TokenCalls.at(zoho, calls.client(), "eu").refresh(enhancing.refreshToken()))
        .path("scope")
        .asText();
  }
}
