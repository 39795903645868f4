package io.github.zohooauth.localzoho.internal.pages;

import static io.github.zohooauth.localzoho.testkit.Browsing.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.ErrorPageException;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.TlsFront;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.RawBrowser;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class SignInTest {

  @Test
  @DisplayName("1.4 a user of another data center signs in there, and the code is good there")
  void otherDataCenter_isMovedThere(LocalZoho zoho) {
    Client client = zoho.user("us").serverClient(CALLBACK).enable("eu");
    User user = zoho.user("eu");
    BrowserCalls calls = BrowserCalls.of(zoho, client, user);

    URI redirect = calls.open();

    assertThat(redirect.toString()).startsWith(CALLBACK.toString());
    assertThat(Browsing.query(redirect))
        .containsEntry("location", "eu")
        .containsEntry("accounts-server", zoho.accountsServer("eu").toString())
        .containsEntry("state", "s t&te");
    String code = Browsing.query(redirect).getOrDefault("code", "");
    assertThat(TokenCalls.error(BrowserCalls.of(zoho, client, zoho.user("us")).exchange(code)))
        .isEqualTo("invalid_code");
    assertThat(TokenCalls.error(calls.exchange(code, "client_secret", client.secret("us"))))
        .isEqualTo("invalid_client_secret"); // 1.3
    assertThat(Wire.json(calls.exchange(code)).path("api_domain").asText())
        .isEqualTo(zoho.apiBase("eu", CrmEnvironment.PRODUCTION).toString());
    assertThat(passwordsSentTo(zoho)).containsExactly("eu");
  }

  @Test
  @DisplayName("1.3 where the client was not enabled, its users end on a page")
  void notEnabled_isPage(LocalZoho zoho) {
    Client client = zoho.user("us").serverClient(CALLBACK);
    ScriptedBrowser browser = zoho.browser(zoho.user("eu"));

    assertThatThrownBy(() -> browser.open(Browsing.request(zoho, client)))
        .isInstanceOfSatisfying(
            ErrorPageException.class, page -> assertThat(page.title()).isEqualTo("Invalid Client"));
  }

  @Test
  @DisplayName("1.4 China is separate: its users do not exist elsewhere, nor others there")
  void china_isSeparate(LocalZoho zoho) {
    Client american = zoho.user("us").serverClient(CALLBACK).enable("cn");
    Client chinese = zoho.user("cn").serverClient(CALLBACK).enable("us");

    assertThatThrownBy(() -> zoho.browser(zoho.user("cn")).open(Browsing.request(zoho, american)))
        .hasMessage("Sign in to Zoho: This account does not exist.");
    assertThatThrownBy(() -> zoho.browser(zoho.user("us")).open(Browsing.request(zoho, chinese)))
        .hasMessage("Sign in to Zoho: This account does not exist.");
    assertThat(Browsing.query(BrowserCalls.of(zoho, chinese).open()))
        .containsEntry("location", "cn");
  }

  @Test
  @DisplayName("a wrong password signs no user in, and a session id from before is no good after")
  void password_isChecked_andSessionIdChanges(LocalZoho zoho) {
    User user = zoho.user("eu");
    RawBrowser visitor = RawBrowser.open(signIn(zoho));

    HttpResponse<String> wrong = post(visitor, user, "wrong");
    assertThat(wrong.body()).contains("The password is wrong.");
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();

    HttpResponse<String> right = post(visitor, user, user.password());
    assertThat(right.statusCode()).isEqualTo(303);
    assertThat(right.headers().firstValue("Set-Cookie").orElse(""))
        .startsWith("zoho-session-eu=")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax")
        .doesNotContain(visitor.cookie());
    assertThat(post(visitor, user, user.password()).body()).contains("Session Expired");
  }

  @Test
  @DisplayName("who is signed in is not asked again; another browser is")
  void session_lasts(LocalZoho zoho) {
    Client client = zoho.user("eu").serverClient(CALLBACK);
    BrowserCalls calls = BrowserCalls.of(zoho, client);

    calls.open();
    calls.open();
    assertThat(passwordsSentTo(zoho)).containsExactly("eu");
    calls.browser().signOut();
    calls.open();
    assertThat(passwordsSentTo(zoho)).containsExactly("eu", "eu");
  }

  @Test
  @DisplayName("1.4 a session of one data center is none at another")
  void session_isOfOneDataCenter(LocalZoho zoho) {
    User user = zoho.user("eu");
    Client client = user.serverClient(CALLBACK).enable("us");
    URI here = Browsing.request(zoho, client);
    URI there = zoho.accountsServer("us").resolve(here.getRawPath() + "?" + here.getRawQuery());

    String cookie = RawBrowser.signedIn(user, here).cookie().replace("-eu=", "-us=");

    assertThat(new RawBrowser(there, cookie, "").get().headers().firstValue("Location").orElse(""))
        .startsWith("/signin?");
  }

  @Test
  @DisplayName("the sign-in leads back to the accounts server only")
  void serviceUrl_leadsNowhereElse(LocalZoho zoho) {
    for (String elsewhere :
        List.of(
            "https://evil.example/", "//evil.example/oauth/", "/oauth/\r\nX: y", "/other", "")) {
      URI page = zoho.accountsServer("eu").resolve("/signin?" + Wire.form("serviceurl", elsewhere));
      assertThat(Browsing.get(page).statusCode()).as(elsewhere).isEqualTo(400);
    }
  }

  @Test
  @DisplayName("pages run nothing, load nothing, and are neither framed nor stored")
  void pages_haveStrictHeaders(LocalZoho zoho) {
    Client client = zoho.user("us").serverClient(CALLBACK).enable("eu");
    HttpResponse<String> asked = Browsing.get(Browsing.request(zoho, client));
    HttpResponse<String> page =
        Browsing.get(
            zoho.accountsServer("us")
                .resolve(asked.headers().firstValue("Location").orElseThrow()));

    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains("; frame-ancestors 'none'")
        .contains(
            "; form-action 'self' " + zoho.accountsServer("us"),
            " " + zoho.accountsServer("eu"),
            " https://app.example;");
    assertThat(page.body()).contains("<html lang=\"en\">").doesNotContain("<script");
  }

  @Test
  @DisplayName("a scripted browser goes through the real names behind the TLS front, too")
  void browser_opensRealNames(LocalZoho zoho) {
    TlsFront tls = zoho.startTls();
    HttpClient http =
        HttpClient.newBuilder().sslContext(tls.sslContext()).proxy(tls.proxySelector()).build();
    Client client = zoho.user("us").serverClient(CALLBACK).enable("ca");
    URI request =
        URI.create(
            Browsing.request(zoho, client)
                .toString()
                .replace(zoho.accountsServer("us").toString(), "https://accounts.zoho.com"));

    URI redirect = zoho.browser(zoho.user("ca"), http).open(request);

    assertThat(Browsing.query(redirect))
        .containsEntry("location", "ca")
        .containsEntry("accounts-server", "https://accounts.zohocloud.ca");
    URI signIn = URI.create("https://accounts.zoho.eu/signin?serviceurl=/oauth/v2/auth");
    assertThat(
            Wire.send(http, HttpRequest.newBuilder(signIn).build())
                .headers()
                .firstValue("Set-Cookie")
                .orElse(""))
        .endsWith("; SameSite=Lax; Secure");
  }

  private static URI signIn(LocalZoho zoho) {
    URI request = Browsing.request(zoho, zoho.user("eu").serverClient(CALLBACK));
    return request.resolve(Browsing.get(request).headers().firstValue("Location").orElseThrow());
  }

  private static HttpResponse<String> post(RawBrowser visitor, User user, String password) {
    return visitor.post(
        "/signin",
        "form_key",
        visitor.formKey(),
        "serviceurl",
        "/oauth/v2/auth?x=y",
        "login_id",
        user.email(),
        "password",
        password);
  }

  private static List<String> passwordsSentTo(LocalZoho zoho) {
    return zoho.requests().stream()
        .filter(request -> request.formParameter("password").isPresent())
        .map(ReceivedRequest::location)
        .toList();
  }
}
