package io.github.zohooauth.localzoho.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.Enhancing;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** What a browser and an application see under each value of the switches about redirects. */
final class BrowserSwitches {
  private static final URI APP = URI.create("myapp://callback");
  private static final URI LOOPBACK = URI.create("http://127.0.0.1:8400/callback");

  private BrowserSwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.ofEntries(
        entry(
            BrowserSwitch.DataCenterInCallback.NAMED,
            zoho ->
                assertThat(Browsing.query(code(zoho))).containsKeys("location", "accounts-server")),
        entry(
            BrowserSwitch.DataCenterInCallback.ABSENT,
            zoho ->
                assertThat(Browsing.query(code(zoho)))
                    .doesNotContainKeys("location", "accounts-server")),
        entry(BrowserSwitch.CallbackEnd.STRAY_AMPERSAND, zoho -> assertThat(end(zoho)).isTrue()),
        entry(BrowserSwitch.CallbackEnd.CLEAN, zoho -> assertThat(end(zoho)).isFalse()),
        entry(
            BrowserSwitch.ImplicitAnswer.FRAGMENT,
            zoho -> assertThat(implicit(zoho).getRawFragment()).contains("access_token=")),
        entry(
            BrowserSwitch.ImplicitAnswer.QUERY,
            zoho -> assertThat(implicit(zoho).getRawQuery()).contains("access_token=")),
        entry(
            BrowserSwitch.ImplicitAnswerStart.CLEAN,
            zoho -> assertThat(implicit(zoho).getRawFragment()).startsWith("access_token=")),
        entry(
            BrowserSwitch.ImplicitAnswerStart.STRAY_AMPERSAND,
            zoho -> assertThat(implicit(zoho).getRawFragment()).startsWith("&access_token=")),
        entry(
            BrowserSwitch.SessionGrant.GRANTED_FOR_SESSION,
            zoho ->
                assertThat(Browsing.fragment(implicit(zoho)))
                    .containsEntry("granted_for_session", "true")),
        entry(
            BrowserSwitch.SessionGrant.FULL_GRANT,
            zoho ->
                assertThat(Browsing.fragment(implicit(zoho))).containsEntry("full_grant", "true")),
        entry(
            BrowserSwitch.SilentRenewalPath.OAUTH_V2_AUTH_REFRESH,
            zoho -> {
              assertThat(status(zoho, "/oauth/v2/auth/refresh")).isEqualTo(303);
              assertThat(status(zoho, "/oauth/v2/refresh")).isEqualTo(404);
            }),
        entry(
            BrowserSwitch.SilentRenewalPath.OAUTH_V2_REFRESH,
            zoho -> {
              assertThat(status(zoho, "/oauth/v2/auth/refresh")).isEqualTo(404);
              assertThat(status(zoho, "/oauth/v2/refresh")).isEqualTo(303);
            }),
        entry(
            BrowserSwitch.ScopeEnhancementState.DROPPED,
            zoho -> assertThat(enhanced(zoho)).doesNotContainKey("state")),
        entry(
            BrowserSwitch.ScopeEnhancementState.ECHOED,
            zoho -> assertThat(enhanced(zoho)).containsEntry("state", "s t&te")),
        entry(
            BrowserSwitch.MobileSecret.REQUIRED,
            zoho ->
                assertThat(TokenCalls.error(withoutSecret(zoho)))
                    .isEqualTo("invalid_client_secret")),
        entry(
            BrowserSwitch.MobileSecret.OPTIONAL,
            zoho -> assertThat(Wire.json(withoutSecret(zoho)).has("access_token")).isTrue()),
        entry(
            BrowserSwitch.CustomScheme.ACCEPTED,
            zoho -> assertThat(mobileStatus(zoho, APP, APP)).isEqualTo(303)),
        entry(
            BrowserSwitch.CustomScheme.REFUSED,
            zoho -> assertThat(mobileStatus(zoho, APP, APP)).isEqualTo(400)),
        entry(
            BrowserSwitch.LoopbackPort.EXACT,
            zoho -> assertThat(mobileStatus(zoho, LOOPBACK, port(9999))).isEqualTo(400)),
        entry(
            BrowserSwitch.LoopbackPort.ANY,
            zoho -> assertThat(mobileStatus(zoho, LOOPBACK, port(9999))).isEqualTo(303)),
        entry(
            BrowserSwitch.CodeLife.ONE_MINUTE, zoho -> assertCodeLife(zoho, Duration.ofMinutes(1))),
        entry(
            BrowserSwitch.CodeLife.TWO_MINUTES,
            zoho -> assertCodeLife(zoho, Duration.ofMinutes(2))),
        entry(
            BrowserSwitch.CodeLife.THREE_MINUTES,
            zoho -> assertCodeLife(zoho, Duration.ofMinutes(3))));
  }

  private static URI code(LocalZoho zoho) {
    return BrowserCalls.of(zoho, zoho.user("eu").serverClient(Browsing.CALLBACK)).open();
  }

  private static boolean end(LocalZoho zoho) {
    return code(zoho).toString().endsWith("&");
  }

  private static URI implicit(LocalZoho zoho) {
    Client client = zoho.user("eu").browserClient(Browsing.CALLBACK);
    return zoho.browser(zoho.user("eu")).grantForSession().open(Browsing.request(zoho, client));
  }

  private static int status(LocalZoho zoho, String path) {
    Client client = zoho.user("eu").browserClient(Browsing.CALLBACK);
    return Browsing.get(Browsing.request(zoho, path, client)).statusCode();
  }

  private static Map<String, String> enhanced(LocalZoho zoho) {
    BrowserCalls calls = BrowserCalls.of(zoho, zoho.user("eu").serverClient(Browsing.CALLBACK));
    return Browsing.query(Enhancing.of(calls).ask("ZohoMail.messages.ALL"));
  }

  private static HttpResponse<String> withoutSecret(LocalZoho zoho) {
    BrowserCalls calls = BrowserCalls.of(zoho, zoho.user("eu").mobileClient(LOOPBACK));
    String code = calls.code("code_challenge", "verifier");
    return calls.exchange(code, "code_verifier", "verifier", "client_secret", "");
  }

  private static int mobileStatus(LocalZoho zoho, URI registered, URI sent) {
    Client client = zoho.user("eu").mobileClient(registered);
    return Browsing.get(
            Browsing.request(
                zoho, client, "redirect_uri", sent.toString(), "code_challenge", "verifier"))
        .statusCode();
  }

  private static URI port(int port) {
    return URI.create(LOOPBACK.toString().replace("8400", Integer.toString(port)));
  }

  private static void assertCodeLife(LocalZoho zoho, Duration life) {
    BrowserCalls calls = BrowserCalls.of(zoho, zoho.user("eu").serverClient(Browsing.CALLBACK));
    String inTime = calls.code();
    String late = calls.code();
    zoho.clock().advance(life.minusNanos(1));
    assertThat(Wire.json(calls.exchange(inTime)).has("access_token")).isTrue();
    zoho.clock().advance(Duration.ofNanos(1));
    assertThat(TokenCalls.error(calls.exchange(late))).isEqualTo("invalid_code");
  }
}
