package io.github.zohooauth.localzoho.internal.pages;

import static io.github.zohooauth.localzoho.testkit.Browsing.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.RawBrowser;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class ConsentTest {
  private static final String CRM = "ZohoCRM.org.READ,ZohoCRM.users.READ";

  private User user;
  private BrowserCalls calls;

  @BeforeEach
  void registerClient(LocalZoho zoho) {
    user = zoho.user("eu");
    calls =
        BrowserCalls.of(zoho, zoho.user("eu").serverClient(CALLBACK).named("<Ledger & Co>"), user);
  }

  @Test
  @DisplayName("2.1 the page names the client, the user and the scopes, and escapes them")
  void page_namesClientUserAndScopes(LocalZoho zoho) {
    String page = consentPage(zoho, "scope", CRM);

    assertThat(page)
        .contains("<h1>&lt;Ledger &amp; Co&gt; would like to access your Zoho account</h1>")
        .contains(user.email(), "<li>ZohoCRM.org.READ</li>", "<li>ZohoCRM.users.READ</li>")
        .contains(">Accept</button>", ">Reject</button>")
        .doesNotContain("<script", "<Ledger", "entire session");
  }

  @Test
  @DisplayName("2.1 who consented before is not asked again, unless for more or by prompt=consent")
  void consent_isAskedOnce(LocalZoho zoho) {
    calls.open("scope", CRM);

    // A user who is not asked cannot refuse.
    BrowserCalls refusing = new BrowserCalls(zoho, calls.client(), user, calls.browser().refuse());
    assertThat(Browsing.query(refusing.open("scope", CRM))).containsKey("code");
    assertThat(Browsing.query(refusing.open("scope", "ZohoCRM.org.READ"))).containsKey("code");
    assertThat(Browsing.query(refusing.open("scope", CRM + ",ZohoCRM.modules.ALL")))
        .containsEntry("error", "access_denied");
    assertThat(Browsing.query(refusing.open("scope", CRM, "prompt", "consent")))
        .containsEntry("error", "access_denied");
  }

  @Test
  @DisplayName("2.1 a client that asks for fewer scopes later gets fewer")
  void fewerScopes_areGrantedAlone() {
    calls.open("scope", CRM);

    assertThat(tokens("scope", "ZohoCRM.org.READ").path("scope").asText())
        .isEqualTo("ZohoCRM.org.READ");
  }

  @Test
  @DisplayName("2.1 a refused consent counts for nothing")
  void refusal_isNotRemembered(LocalZoho zoho) {
    zoho.browser(user).refuse().open(Browsing.request(zoho, calls.client()));

    assertThat(tokens("access_type", "offline").has("refresh_token")).isTrue();
  }

  @Test
  @DisplayName("2.1 a refresh token comes at the first consent only, or with prompt=consent")
  void refreshToken_comesAtFirstConsentOnly() {
    assertThat(tokens("access_type", "offline").has("refresh_token")).isTrue();
    assertThat(tokens("access_type", "offline").has("refresh_token")).isFalse();
    JsonNode more = tokens("access_type", "offline", "scope", CRM);
    assertThat(more.path("scope").asText()).isEqualTo(CRM.replace(',', ' '));
    assertThat(more.has("refresh_token")).isFalse();
    assertThat(tokens("access_type", "offline", "prompt", "consent").has("refresh_token")).isTrue();
  }

  @Test
  @DisplayName("2.1 without access_type=offline no refresh token comes, not even later")
  void refreshToken_doesNotComeOnline() {
    assertThat(tokens().has("refresh_token")).isFalse();
    assertThat(tokens("access_type", "offline").has("refresh_token")).isFalse();
    assertThat(tokens("access_type", "online", "prompt", "consent").has("refresh_token")).isFalse();
  }

  @Test
  @DisplayName("9 a user who removes the app is asked again, and the refresh token comes anew")
  void evict_forgetsConsent(LocalZoho zoho) {
    zoho.evict(tokens("access_type", "offline").path("refresh_token").asText());

    assertThat(tokens("access_type", "offline").has("refresh_token")).isTrue();
  }

  @Test
  @DisplayName("7 CRM scopes ask for organization and environment, which the token is bound to")
  void crm_bindsTokenToOrganizationAndEnvironment(LocalZoho zoho) {
    String second = user.addOrganization();
    URI request = Browsing.request(zoho, calls.client(), "scope", CRM);

    URI redirect =
        calls.browser().organization(second).environment(CrmEnvironment.SANDBOX).open(request);

    JsonNode tokens = Wire.json(calls.exchange(Browsing.query(redirect).getOrDefault("code", "")));
    URI sandbox = zoho.apiBase("eu", CrmEnvironment.SANDBOX);
    assertThat(tokens.path("api_domain").asText()).isEqualTo(sandbox.toString());
    String accessToken = tokens.path("access_token").asText();
    assertThat(Wire.json(Wire.call(sandbox, "/crm/v8/org", accessToken)).at("/org/0/zgid").asText())
        .isEqualTo(second);
    URI production = zoho.apiBase("eu", CrmEnvironment.PRODUCTION);
    assertThat(Wire.call(production, "/crm/v8/org", accessToken).statusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName("7 other products ask for neither")
  void otherProducts_askForNoOrganization(LocalZoho zoho) {
    assertThat(consentPage(zoho, "scope", "ZohoBooks.fullaccess.all"))
        .doesNotContain("Organization", "Environment");
    assertThat(consentPage(zoho, "scope", CRM)).contains("Organization", "Environment", "Sandbox");
  }

  @Test
  @DisplayName("7 an organization that the page does not offer cannot be chosen")
  void foreignOrganization_isRefused(LocalZoho zoho) {
    String foreign = zoho.user("eu").organization();
    URI request = Browsing.request(zoho, calls.client(), "scope", CRM);

    assertThatThrownBy(() -> calls.browser().organization(foreign).open(request))
        .isInstanceOf(IllegalStateException.class);

    RawBrowser browser = RawBrowser.signedIn(user, request);
    assertThat(browser.decide("organization", foreign).body())
        .contains("<title>Invalid Request</title>");
    assertThat(browser.decide().headers().firstValue("Location")).isPresent();
  }

  @Test
  @DisplayName("a decision counts only with the key of the user's own page, and cookie")
  void forgedDecision_isRefused(LocalZoho zoho) {
    URI request = Browsing.request(zoho, calls.client());
    RawBrowser browser = RawBrowser.signedIn(user, request);
    RawBrowser attacker = RawBrowser.signedIn(zoho.user("eu"), request);

    assertThat(browser.decide("form_key", "").body()).contains("Session Expired");
    assertThat(browser.decide("form_key", attacker.formKey()).body()).contains("Session Expired");
    assertThat(browser.withCookie("").decide().body()).contains("Session Expired");
    assertThat(browser.decide().statusCode()).isEqualTo(303);
  }

  private String consentPage(LocalZoho zoho, String... parameters) {
    return RawBrowser.signedIn(user, Browsing.request(zoho, calls.client(), parameters)).page();
  }

  private JsonNode tokens(String... parameters) {
    return Wire.json(calls.exchange(calls.code(parameters)));
  }
}
