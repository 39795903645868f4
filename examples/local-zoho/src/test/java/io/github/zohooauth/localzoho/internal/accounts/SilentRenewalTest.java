package io.github.zohooauth.localzoho.internal.accounts;

import static io.github.zohooauth.localzoho.testkit.Browsing.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class SilentRenewalTest {
  private static final String PATH = "/oauth/v2/auth/refresh";
  private static final String SCOPES = "ZohoCRM.org.READ,ZohoCRM.users.READ";

  private Client client;
  private ScriptedBrowser browser;

  @BeforeEach
  void registerClient(LocalZoho zoho) {
    client = zoho.user("eu").browserClient(CALLBACK);
    browser = zoho.browser(zoho.user("eu"));
  }

  @Test
  @DisplayName("3 while the granted session lives, the next token comes without a page")
  void renew_inGrantedSession_bringsToken(LocalZoho zoho) {
    URI first = browser.grantForSession().open(Browsing.request(zoho, client, "scope", SCOPES));
    zoho.clock().advance(Duration.ofHours(2));

    Map<String, String> answer = renew(zoho, SCOPES);

    assertThat(answer)
        .containsOnlyKeys(
            "access_token", "expires_in", "location", "api_domain", "granted_for_session", "state")
        .doesNotContainEntry("access_token", Browsing.fragment(first).get("access_token"));
    URI api = URI.create(answer.getOrDefault("api_domain", ""));
    assertThat(Wire.call(api, "/crm/v8/org", answer.getOrDefault("access_token", "")).statusCode())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("3 a subset of the scopes is granted, and no more than it")
  void renew_forFewerScopes_bringsFewer(LocalZoho zoho) {
    browser.grantForSession().open(Browsing.request(zoho, client, "scope", SCOPES));

    Map<String, String> answer = renew(zoho, "ZohoCRM.users.READ");

    URI api = URI.create(answer.getOrDefault("api_domain", ""));
    String token = answer.getOrDefault("access_token", "");
    assertThat(Wire.call(api, "/crm/v8/users", token).statusCode()).isEqualTo(200);
    assertThat(Wire.call(api, "/crm/v8/org", token).body()).contains("OAUTH_SCOPE_MISMATCH");
  }

  @Test
  @DisplayName("3 a scope that was not granted before is prompt_required")
  void renew_forMoreScopes_isPromptRequired(LocalZoho zoho) {
    browser.grantForSession().open(Browsing.request(zoho, client, "scope", SCOPES));

    assertThat(renew(zoho, SCOPES + ",ZohoCRM.modules.ALL"))
        .isEqualTo(Map.of("state", "s t&te", "error", "prompt_required"));
  }

  @Test
  @DisplayName("3 without a grant for the session, or signed out, it is client_not_granted")
  void renew_withoutGrantForSession_isClientNotGranted(LocalZoho zoho) {
    browser.open(Browsing.request(zoho, client, "scope", SCOPES));
    assertThat(renew(zoho, SCOPES))
        .isEqualTo(Map.of("state", "s t&te", "error", "client_not_granted"));

    browser
        .grantForSession()
        .open(Browsing.request(zoho, client, "scope", SCOPES, "prompt", "consent"));
    assertThat(renew(zoho, SCOPES)).containsKey("access_token");
    browser.signOut();
    assertThat(renew(zoho, SCOPES)).containsEntry("error", "client_not_granted");
  }

  @Test
  @DisplayName("3 only client-based applications renew silently, at registered redirect URIs")
  void renew_withBadParameters_isPage(LocalZoho zoho) {
    Client server = zoho.user("eu").serverClient(CALLBACK);

    assertThat(Browsing.get(Browsing.request(zoho, PATH, server)).body())
        .contains("Invalid Response Type");
    assertThat(
            Browsing.get(
                    Browsing.request(zoho, PATH, client, "redirect_uri", "https://evil.example/"))
                .body())
        .contains("Invalid Redirect Uri");
  }

  private Map<String, String> renew(LocalZoho zoho, String scopes) {
    return Browsing.fragment(browser.open(Browsing.request(zoho, PATH, client, "scope", scopes)));
  }
}
