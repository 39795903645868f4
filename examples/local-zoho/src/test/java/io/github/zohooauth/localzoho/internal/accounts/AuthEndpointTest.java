package io.github.zohooauth.localzoho.internal.accounts;

import static io.github.zohooauth.localzoho.testkit.Browsing.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.ErrorPageException;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.Browsing;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalZohoExtension.class)
class AuthEndpointTest {

  @Test
  @DisplayName("2.2 a user who accepts is sent to the application with a code")
  void accept_bringsCodeStateAndDataCenter(LocalZoho zoho) {
    User user = zoho.user("eu");
    Client client = zoho.user("eu").serverClient(CALLBACK);

    URI redirect = zoho.browser(user).open(Browsing.request(zoho, client));

    assertThat(redirect.toString()).startsWith(CALLBACK + "?state=s+t%26te&code=1000.");
    assertThat(redirect.toString()).endsWith("&"); // 1.4
    Map<String, String> query = Browsing.query(redirect);
    assertThat(query.get("code")).matches("1000\\.[0-9a-f]{32}\\.[0-9a-f]{32}");
    assertThat(query)
        .containsEntry("state", "s t&te")
        .containsEntry("location", "eu")
        .containsEntry("accounts-server", zoho.accountsServer("eu").toString())
        .hasSize(4);
  }

  @Test
  @DisplayName("2.1 state is optional, and a redirect URI keeps its own query")
  void accept_withoutState_keepsQueryOfRedirectUri(LocalZoho zoho) {
    Client client = zoho.user("eu").serverClient(URI.create(CALLBACK + "?tenant=7"));

    URI redirect = zoho.browser(zoho.user("eu")).open(Browsing.request(zoho, client, "state", ""));

    assertThat(redirect.toString()).startsWith(CALLBACK + "?tenant=7&code=");
    assertThat(Browsing.query(redirect)).doesNotContainKey("state");
  }

  @Test
  @DisplayName("2.2 a user who refuses is sent back with access_denied and state, and no code")
  void refuse_isAccessDenied(LocalZoho zoho) {
    Client client = zoho.user("eu").serverClient(CALLBACK);

    URI redirect = zoho.browser(zoho.user("eu")).refuse().open(Browsing.request(zoho, client));

    assertThat(Browsing.query(redirect))
        .isEqualTo(Map.of("state", "s t&te", "error", "access_denied"));
  }

  @ParameterizedTest
  @DisplayName("2.2 what is wrong with a request shows as a page, and nothing is redirected")
  @CsvSource({
    "client_id, 1000.NOSUCH, Invalid Client",
    "client_id, '', Invalid Client",
    "redirect_uri, https://app.example/callback/, Invalid Redirect Uri",
    "redirect_uri, http://app.example/callback, Invalid Redirect Uri",
    "redirect_uri, https://app.example/Callback, Invalid Redirect Uri",
    "redirect_uri, '', Invalid Redirect Uri",
    "scope, ZohoNothing.such.READ, Invalid OAuth Scope",
    "scope, ZohoCRM.modules.ALL ZohoCRM.org.READ, Invalid OAuth Scope",
    "scope, '', Invalid OAuth Scope",
    "response_type, token, Invalid Response Type",
    "response_type, '', Invalid Response Type",
  })
  void badParameter_isPage(String name, String value, String title) {
    try (LocalZoho zoho = LocalZoho.start()) {
      Client client = zoho.user("eu").serverClient(CALLBACK);
      URI request = Browsing.request(zoho, client, name, value);

      HttpResponse<String> response = Browsing.get(request);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("Location")).isEmpty();
      assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
      assertThat(response.body()).contains("<title>" + title + "</title>");
      ScriptedBrowser browser = zoho.browser(zoho.user("eu"));
      assertThatThrownBy(() -> browser.open(request))
          .isInstanceOfSatisfying(
              ErrorPageException.class, page -> assertThat(page.title()).isEqualTo(title));
    }
  }

  @Test
  @DisplayName("2.2 the page for a redirect URI has Zoho's words")
  void wrongRedirectUri_hasZohosWords(LocalZoho zoho) {
    Client client = zoho.user("eu").serverClient(CALLBACK);

    assertThat(
            Browsing.get(Browsing.request(zoho, client, "redirect_uri", "https://evil.example/"))
                .body())
        .contains("Invalid Redirect Uri", "The URI passed does not match the one configured");
  }

  @Test
  @DisplayName("5, 4.1 clients without redirect URIs have nowhere to send a browser")
  void clientsWithoutRedirectUri_arePages(LocalZoho zoho) {
    User user = zoho.user("eu");
    Client server = user.serverClient(CALLBACK);

    for (Client client : List.of(user.selfClient(), user.deviceClient())) {
      URI request = Browsing.request(zoho, server, "client_id", client.id());
      assertThat(Browsing.get(request).body()).contains("Invalid Redirect Uri");
    }
  }

  @Test
  @DisplayName("2.7 an unknown code challenge method is a page")
  void unknownChallengeMethod_isPage(LocalZoho zoho) {
    Client client = zoho.user("eu").serverClient(CALLBACK);
    URI request =
        Browsing.request(zoho, client, "code_challenge", "abc", "code_challenge_method", "S512");

    assertThat(Browsing.get(request).body()).contains("<title>Invalid Request</title>");
  }

  @Test
  @DisplayName("every registered redirect URI is good, in the user's own choice of case only")
  void secondRedirectUri_isGood(LocalZoho zoho) {
    URI second = URI.create("http://localhost:8080/Callback");
    Client client = zoho.user("eu").serverClient(CALLBACK, second);

    URI redirect =
        zoho.browser(zoho.user("eu"))
            .open(Browsing.request(zoho, client, "redirect_uri", second.toString()));

    assertThat(redirect.toString()).startsWith(second + "?");
  }
}
