package io.github.zohooauth.localzoho.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.localzoho.ErrorPageException;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.internal.browser.Choices;
import io.github.zohooauth.localzoho.internal.browser.ShownPage;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.testkit.DeviceCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class DevicePageTest {
  private static final Duration PACE = Duration.ofSeconds(30);

  private final LocalZoho zoho;
  private final DeviceCalls device;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build();

  DevicePageTest(LocalZoho zoho) {
    this.zoho = zoho;
    this.device = DeviceCalls.started(zoho, "ZohoCRM.org.READ,ZohoCRM.modules.ALL");
    device.client().named("TV & <b>box</b>");
  }

  @Test
  @DisplayName("5.1 a signed-in user enters the code in a labelled field")
  void page_asksForTheCode() {
    HttpResponse<String> page = signedIn(zoho.user("us"), device.page());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<html lang=\"en\">", "<h1>Connect a device</h1>")
        .contains("<label>Code that your device shows<input type=\"text\" name=\"user_code\"");
  }

  @Test
  @DisplayName("5.1 client, user and scopes are shown before anything is decided")
  void page_showsClientAndScopes() {
    User user = zoho.user("us");

    HttpResponse<String> page = signedIn(user, complete());

    assertThat(page.body())
        .contains("TV &amp; &lt;b&gt;box&lt;/b&gt; would like to access your Zoho account")
        .contains(user.email())
        .contains("<li>ZohoCRM.org.READ</li>", "<li>ZohoCRM.modules.ALL</li>")
        .contains("<select name=\"environment\">");
    assertThat(device.heard("us")).isEqualTo("authorization_pending");
  }

  @Test
  @DisplayName("5.1 the code may be typed in any case and without its hyphen")
  void userCode_isReadAsTyped() {
    String typed = device.userCode().toLowerCase(Locale.ROOT).replace("-", " ");

    zoho.browser(zoho.user("us")).enterUserCode(device.page(), typed);

    assertThat(device.tokens("us").has("access_token")).isTrue();
  }

  @Test
  @DisplayName("5.1 verification_uri_complete leads to the decision at once")
  void completeUri_asksForNoCode() {
    zoho.browser(zoho.user("us")).enterUserCode(complete(), "");

    assertThat(device.tokens("us").has("access_token")).isTrue();
  }

  @Test
  @DisplayName("5.1, 7 the user chooses organization and environment for the device")
  void choice_bindsTokens() {
    User user = zoho.user("us");
    String second = user.addOrganization();

    zoho.browser(user)
        .organization(second)
        .environment(CrmEnvironment.SANDBOX)
        .enterUserCode(device.page(), device.userCode());

    String token = device.tokens("us").path("access_token").asText();
    HttpResponse<String> org =
        Wire.call(zoho.apiBase("us", CrmEnvironment.SANDBOX), "/crm/v8/org", token);
    assertThat(Wire.json(org).at("/org/0/zgid").asText()).isEqualTo(second);
  }

  @Test
  @DisplayName("1.4, 5.2 a user of another data center signs in and decides there")
  void userOfAnotherDataCenter_decidesThere() {
    User user = zoho.user("eu");

    HttpResponse<String> page = signedIn(user, complete());

    assertThat(page.uri().getPort()).isEqualTo(zoho.accountsServer("eu").getPort());
    assertThat(page.body()).contains("would like to access your Zoho account");
    assertThat(zoho.requests())
        .filteredOn(request -> request.formParameter("password").isPresent())
        .extracting(ReceivedRequest::location)
        .containsExactly("eu");
  }

  @Test
  @DisplayName("1.3 where the client is not enabled, nothing can be decided")
  void userWhereClientIsNotEnabled_seesInvalidClient() {
    User user = zoho.user("in");

    assertThatThrownBy(() -> zoho.browser(user).enterUserCode(device.page(), device.userCode()))
        .isInstanceOf(ErrorPageException.class)
        .hasMessageContaining("Invalid Client");
    assertThat(device.heard("us")).isEqualTo("authorization_pending");
  }

  @Test
  @DisplayName("5.1 a code that is unknown, used or older than five minutes is not taken")
  void badCode_isNotTaken() {
    ScriptedBrowser browser = zoho.browser(zoho.user("us"));
    assertNotTaken(browser, "BBBB-BBBB");
    browser.enterUserCode(device.page(), device.userCode());
    assertNotTaken(browser, device.userCode());
    DeviceCalls late = DeviceCalls.started(zoho, "ZohoCRM.org.READ");
    zoho.clock().advance(Duration.ofMinutes(5));
    assertNotTaken(browser, late.userCode());
  }

  @Test
  @DisplayName("5.1 a decision that comes after five minutes does not count")
  void lateDecision_doesNotCount() {
    User user = zoho.user("us");
    HttpResponse<String> page = signedIn(user, complete());
    zoho.clock().advance(Duration.ofMinutes(5));

    HttpResponse<String> answer = submit(page, user, Choices.usual());

    assertThat(answer.body()).contains("role=\"alert\"");
    assertThat(device.heard("us")).isEqualTo("expired");
  }

  @Test
  @DisplayName("5.1 a decision posted by another page, without the form's key, is not taken")
  void forgedDecision_isNotTaken() {
    HttpResponse<String> page = signedIn(zoho.user("us"), complete());
    URI approve = page.uri().resolve(ShownPage.of(page.body()).action());

    for (String form : List.of("decision=accept", "decision=accept&form_key=guess")) {
      assertThat(post(approve, form).body()).contains("Session Expired");
    }
    assertThat(device.heard("us")).isEqualTo("authorization_pending");
    submit(page, zoho.user("us"), Choices.usual().refuse());
    zoho.clock().advance(PACE);
    assertThat(device.heard("us")).isEqualTo("access_denied");
  }

  private void assertNotTaken(ScriptedBrowser browser, String userCode) {
    assertThatThrownBy(() -> browser.enterUserCode(device.page(), userCode))
        .isInstanceOf(ErrorPageException.class)
        .hasMessageContaining("unknown, used or too old");
  }

  private URI complete() {
    return URI.create(device.answer().path("verification_uri_complete").asText());
  }

  /** Opens a page, which asks to sign in first, and returns it. */
  private HttpResponse<String> signedIn(User user, URI uri) {
    HttpResponse<String> page = Wire.send(http, HttpRequest.newBuilder(uri).build());
    while (page.body().contains("<h1>Sign in to Zoho</h1>")) {
      page = submit(page, user, Choices.usual());
    }
    return page;
  }

  private HttpResponse<String> submit(HttpResponse<String> page, User user, Choices choices) {
    ShownPage shown = ShownPage.of(page.body());
    return post(
        page.uri().resolve(shown.action()), shown.filledIn(user.email(), user.password(), choices));
  }

  private HttpResponse<String> post(URI uri, String form) {
    return Wire.send(
        http,
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }
}
