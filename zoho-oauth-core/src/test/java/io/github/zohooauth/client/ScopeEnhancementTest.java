package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.testkit.CrmCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Incremental authorization: the same tokens, with more scopes. */
@ExtendWith(LocalZohoExtension.class)
class ScopeEnhancementTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");

  private final CrmCaller crm = new CrmCaller();

  @Test
  void scopeEnhancement_addsScopes_andNoToken(LocalZoho zoho) throws Exception {
    Client registered = ServerClientTest.registered(zoho);
    User user = zoho.user("eu");
    var browser = zoho.browser(user);
    try (ServerClient web = ServerClientTest.builder(zoho, registered).build()) {
      AuthorizationRequest request = web.authorizationRequest("ZohoCRM.modules.ALL");
      AccessToken token =
          web.exchange(request, browser.open(request.uri()).toString(), signIn -> OWNER)
              .accessToken();
      assertThat(crm.organization(token).statusCode()).isEqualTo(401);

      AuthorizationRequest more = web.scopeEnhancement(OWNER, "ZohoCRM.org.READ");
      assertThat(more.uri().toString()).startsWith(zoho.accountsServer("eu").toString());
      String redirect = browser.open(more.uri()).toString();
      web.completeScopeEnhancement(AuthorizationRequest.parse(more.text()), redirect);

      AccessToken same = web.forOwner(OWNER).getAccessToken();
      assertThat(same.value()).isEqualTo(token.value());
      assertThat(same.scopes())
          .as("nothing ties a redirect without state to the browser, so it is not noted")
          .containsExactly("ZohoCRM.modules.ALL");
      assertThat(crm.organization(same).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> web.completeScopeEnhancement(more, redirect))
          .hasMessageContaining("answered before");
    }
    assertThat(zoho.tokenRequests()).as("the code's exchange alone").hasSize(1);
  }

  @Test
  void scopeEnhancement_refused_changesNothing(LocalZoho zoho) {
    Client registered = ServerClientTest.registered(zoho);
    var browser = zoho.browser(zoho.user("us"));
    try (ServerClient web = ServerClientTest.builder(zoho, registered).build()) {
      AuthorizationRequest request = web.authorizationRequest("ZohoCRM.modules.ALL");
      AccessToken token =
          web.exchange(request, browser.open(request.uri()).toString(), signIn -> OWNER)
              .accessToken();
      AuthorizationRequest more = web.scopeEnhancement(OWNER, "ZohoCRM.org.READ");
      String redirect = browser.refuse().open(more.uri()).toString();
      assertThatThrownBy(() -> web.completeScopeEnhancement(more, redirect))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("user refused");
      assertThat(web.forOwner(OWNER).getAccessToken()).isEqualTo(token);
      assertThatThrownBy(() -> web.scopeEnhancement(TokenOwner.user("unknown"), "A.b"))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("no refresh token");
    }
  }

  @Test
  void scopeEnhancement_thatIsTiedToTheBrowser_isNoted() {
    Reading echoing = Reading.documented().with(BrowserSwitch.ScopeEnhancementState.ECHOED);
    try (LocalZoho zoho = LocalZoho.start(echoing);
        ServerClient web =
            ServerClientTest.builder(zoho, ServerClientTest.registered(zoho)).build()) {
      var browser = zoho.browser(zoho.user("eu"));
      AuthorizationRequest request = web.authorizationRequest("ZohoCRM.modules.ALL");
      web.exchange(request, browser.open(request.uri()).toString(), signIn -> OWNER);
      AuthorizationRequest more = web.scopeEnhancement(OWNER, "ZohoCRM.org.READ");
      web.completeScopeEnhancement(more, browser.open(more.uri()).toString());
      assertThat(web.forOwner(OWNER).getAccessToken().scopes())
          .containsExactly("ZohoCRM.modules.ALL", "ZohoCRM.org.READ");
    }
  }
}
