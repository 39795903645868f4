package io.github.zohooauth.localzoho.internal.accounts;

import static io.github.zohooauth.localzoho.testkit.Browsing.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.RevokeCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class ImplicitTest {
  private static final String CRM = "ZohoCRM.org.READ";

  @Test
  @DisplayName("3 the answer is in the fragment, and its token is good where it says")
  void accept_bringsTokenInFragment(LocalZoho zoho) {
    Client client = zoho.user("us").browserClient(CALLBACK).enable("eu");

    URI redirect = zoho.browser(zoho.user("eu")).open(Browsing.request(zoho, client, "scope", CRM));

    assertThat(redirect.toString()).startsWith(CALLBACK + "#access_token=1000.");
    Map<String, String> answer = Browsing.fragment(redirect);
    assertThat(answer)
        .containsOnlyKeys("access_token", "expires_in", "location", "api_domain", "state")
        .containsEntry("expires_in", "3600")
        .containsEntry("location", "eu")
        .containsEntry("state", "s t&te");
    URI api = URI.create(answer.getOrDefault("api_domain", ""));
    assertThat(Wire.call(api, "/crm/v8/org", answer.getOrDefault("access_token", "")).statusCode())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("3 granted_for_session comes only if the user ticked it")
  void grantForSession_isSaid(LocalZoho zoho) {
    Client client = zoho.user("eu").browserClient(CALLBACK);

    URI redirect =
        zoho.browser(zoho.user("eu")).grantForSession().open(Browsing.request(zoho, client));

    assertThat(Browsing.fragment(redirect)).containsEntry("granted_for_session", "true");
  }

  @Test
  @DisplayName("3 it does not come for scopes beyond those that were granted for the session")
  void grantForSession_coversItsScopesOnly(LocalZoho zoho) {
    Client client = zoho.user("eu").browserClient(CALLBACK);
    ScriptedBrowser browser = zoho.browser(zoho.user("eu"));
    browser.grantForSession().open(Browsing.request(zoho, client, "scope", CRM));

    URI more = browser.open(Browsing.request(zoho, client, "scope", CRM + ",ZohoCRM.users.READ"));
    URI same = browser.open(Browsing.request(zoho, client, "scope", CRM));

    assertThat(Browsing.fragment(more)).doesNotContainKey("granted_for_session");
    assertThat(Browsing.fragment(same)).containsEntry("granted_for_session", "true");
  }

  @Test
  @DisplayName("3 a refusal is told in the fragment as well")
  void refuse_isInFragment(LocalZoho zoho) {
    Client client = zoho.user("eu").browserClient(CALLBACK);

    URI redirect = zoho.browser(zoho.user("eu")).refuse().open(Browsing.request(zoho, client));

    assertThat(Browsing.fragment(redirect))
        .isEqualTo(Map.of("state", "s t&te", "error", "access_denied"));
  }

  @Test
  @DisplayName("2, 3 a client gets codes or tokens in the redirect, as its type says")
  void responseType_mustSuitClient(LocalZoho zoho) {
    Client browser = zoho.user("eu").browserClient(CALLBACK);
    Client server = zoho.user("eu").serverClient(CALLBACK);

    assertThat(Browsing.get(Browsing.request(zoho, browser, "response_type", "code")).body())
        .contains("<title>Invalid Response Type</title>");
    assertThat(Browsing.get(Browsing.request(zoho, server, "response_type", "token")).body())
        .contains("<title>Invalid Response Type</title>");
  }

  @Test
  @DisplayName("2.6, 3 its token is revoked with the client id and no secret")
  void revoke_withoutSecret(LocalZoho zoho) {
    Client client = zoho.user("eu").browserClient(CALLBACK);
    URI redirect = zoho.browser(zoho.user("eu")).open(Browsing.request(zoho, client, "scope", CRM));
    Map<String, String> answer = Browsing.fragment(redirect);
    String token = answer.getOrDefault("access_token", "");

    HttpResponse<String> revoked =
        new RevokeCalls(zoho.accountsServer("eu")).newer(client.id(), "", token, "access_token");

    assertThat(revoked.statusCode()).isEqualTo(200);
    URI api = zoho.apiBase("eu", CrmEnvironment.PRODUCTION);
    assertThat(Wire.call(api, "/crm/v8/org", token).statusCode()).isEqualTo(401);
  }
}
