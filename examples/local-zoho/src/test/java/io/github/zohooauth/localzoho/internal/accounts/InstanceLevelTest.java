package io.github.zohooauth.localzoho.internal.accounts;

import static io.github.zohooauth.localzoho.testkit.Browsing.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.ErrorPageException;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.RawBrowser;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class InstanceLevelTest {
  private static final String PATH = "/oauth/v2/org/auth";

  private User admin;
  private BrowserCalls calls;

  @BeforeEach
  void registerClient(LocalZoho zoho) {
    admin = zoho.user("eu");
    calls = BrowserCalls.of(zoho, zoho.user("eu").serverClient(CALLBACK), admin);
  }

  @Test
  @DisplayName("2.9 an admin picks one organization, and the code is exchanged as any other")
  void accept_bindsToOneOrganization(LocalZoho zoho) {
    String second = admin.addOrganization();

    JsonNode tokens =
        tokens(calls.browser().organization(second).open(request(zoho, "ZohoCRM.org.READ")));

    assertThat(tokens.has("refresh_token")).isTrue();
    URI api = zoho.apiBase("eu", CrmEnvironment.PRODUCTION);
    assertThat(
            Wire.json(Wire.call(api, "/crm/v8/org", tokens.path("access_token").asText()))
                .at("/org/0/zgid")
                .asText())
        .isEqualTo(second);
  }

  @Test
  @DisplayName("2.9 the admin picks for every product, and is asked each time")
  void consent_isAskedEachTime(LocalZoho zoho) {
    URI request = request(zoho, "ZohoBooks.fullaccess.all");
    assertThat(RawBrowser.signedIn(admin, request).page()).contains("Organization");
    calls.open("scope", "ZohoBooks.fullaccess.all"); // the user's own consent is another matter
    calls.browser().open(request);

    assertThat(Browsing.query(calls.browser().refuse().open(request)))
        .containsEntry("error", "access_denied");
  }

  @Test
  @DisplayName("2.9 scopes of two products are Invalid OAuth Scope, four services excepted")
  void scopesOfTwoProducts_arePage(LocalZoho zoho) {
    assertThatThrownBy(
            () -> calls.browser().open(request(zoho, "ZohoCRM.org.READ,ZohoBooks.fullaccess.all")))
        .isInstanceOfSatisfying(
            ErrorPageException.class,
            page -> assertThat(page.title()).isEqualTo("Invalid OAuth Scope"));
    assertThat(
            Browsing.query(
                calls
                    .browser()
                    .open(
                        request(
                            zoho,
                            "ZohoCRM.org.READ,ZohoCRM.users.READ,AaaServer.profile.READ,"
                                + "ZohoContacts.contactapi.READ,ZohoProfile.userphoto.READ,"
                                + "ZohoFiles.files.ALL"))))
        .containsKey("code");
  }

  @Test
  @DisplayName("2.9 the code lives two minutes")
  void code_afterTwoMinutes_isInvalidCode(LocalZoho zoho) {
    URI redirect = calls.browser().open(request(zoho, "ZohoBooks.fullaccess.all"));
    zoho.clock().advance(Duration.ofMinutes(2));

    assertThat(tokens(redirect).path("error").asText()).isEqualTo("invalid_code");
  }

  private URI request(LocalZoho zoho, String scopes) {
    return Browsing.request(zoho, PATH, calls.client(), "scope", scopes, "access_type", "offline");
  }

  private JsonNode tokens(URI redirect) {
    return Wire.json(calls.exchange(Browsing.query(redirect).getOrDefault("code", "")));
  }
}
