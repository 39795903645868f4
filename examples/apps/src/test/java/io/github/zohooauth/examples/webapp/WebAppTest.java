package io.github.zohooauth.examples.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebAppTest {

  private final LocalZoho zoho = LocalZoho.startTicking(Reading.documented());
  private RunningWebApp app;
  private Visitor visitor;

  @BeforeEach
  void start() throws IOException {
    app = new RunningWebApp(zoho);
    visitor = new Visitor(app.home());
  }

  @AfterEach
  void stop() {
    app.close();
    zoho.close();
  }

  private ScriptedBrowser zohosPages() {
    return zoho.browser(app.user());
  }

  @Test
  void home_ofStranger_offersLogin() throws Exception {
    assertThat(visitor.get("/").body()).contains("Login with Zoho");
  }

  @Test
  void login_showsTheUserHisOrganizationsLeads() throws Exception {
    HttpResponse<String> home = visitor.login(zohosPages());

    assertThat(home.body())
        .contains(app.user().email(), "production", "Lovelace", "Hopper")
        .contains("Leads of Organization " + app.user().organization());
  }

  @Test
  void login_forAnotherOrganizationsSandbox_showsThatOne() throws Exception {
    String other = app.user().addOrganization();

    HttpResponse<String> home =
        visitor.login(zohosPages().organization(other).environment(CrmEnvironment.SANDBOX));

    assertThat(home.body())
        .contains("Leads of Organization " + other, "sandbox", "There is none yet.")
        .doesNotContain("Lovelace");
  }

  @Test
  void login_ofUserOfAnotherDataCenter_asksItsCrm() throws Exception {
    User american = zoho.user("us");

    HttpResponse<String> home = visitor.login(zoho.browser(american));

    assertThat(home.body()).contains(american.email(), american.organization());
    assertThat(zoho.requests())
        .filteredOn(request -> request.path().equals("/crm/v8/Leads"))
        .allMatch(request -> request.location().equals("us"));
  }

  @Test
  void login_ofWhoComesBack_takesUpTheTokensInTheStore() throws Exception {
    ScriptedBrowser pages = zohosPages();
    visitor.login(pages);
    assertThat(visitor.press("/logout").body()).contains("Login with Zoho");

    assertThat(visitor.login(pages).body()).contains("Lovelace");
    zoho.clock().advance(Duration.ofHours(2));

    assertThat(visitor.get("/").body()).contains("Lovelace");
  }

  @Test
  void login_refused_saysSo() throws Exception {
    HttpResponse<String> page = visitor.login(zohosPages().refuse());

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("You are not logged in", "Try again");
    assertThat(zoho.tokenRequests()).as("but for those that added the leads").hasSize(1);
  }

  @Test
  void callback_inAnotherBrowser_isRefused() throws Exception {
    URI callback = zohosPages().open(visitor.location(visitor.get("/login")));

    HttpResponse<String> page = new Visitor(app.home()).get(callback);

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(visitor.get("/").body()).contains("Login with Zoho");
  }

  @Test
  void login_changesTheSessionsId() throws Exception {
    String before = visitor.get("/login").headers().firstValue("Set-Cookie").orElseThrow();
    HttpResponse<String> callback =
        visitor.get(zohosPages().open(visitor.location(visitor.get("/login"))));

    assertThat(callback.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax")
        .isNotEqualTo(before);
  }

  @Test
  void disconnect_revokesTheTokens() throws Exception {
    visitor.login(zohosPages());

    assertThat(visitor.press("/disconnect").body()).contains("Login with Zoho");

    assertThat(zoho.requests()).anyMatch(request -> request.path().contains("/revoke"));
  }

  @Test
  void disconnect_fromAnotherSitesForm_doesNothing() throws Exception {
    visitor.login(zohosPages());

    assertThat(visitor.post("/disconnect", "form_key=guessed").statusCode()).isEqualTo(403);

    assertThat(visitor.get("/").body()).contains("Lovelace");
    assertThat(zoho.requests()).noneMatch(request -> request.path().contains("/revoke"));
  }

  @Test
  void login_outlivesAnyNumberOfStrangers() throws Exception {
    visitor.login(zohosPages());
    HttpClient strangers = HttpClient.newHttpClient(); // it keeps no cookie: each is another
    HttpRequest login = HttpRequest.newBuilder(app.home().resolve("/login")).build();
    for (int i = 0; i <= Sessions.MOST; i++) {
      strangers.send(login, BodyHandlers.discarding());
    }

    assertThat(visitor.get("/").body()).contains("Lovelace");
  }

  @Test
  void login_lastsHalfADay() throws Exception {
    visitor.login(zohosPages());
    zoho.clock().advance(Duration.ofHours(11));
    assertThat(visitor.get("/").body()).doesNotContain("Login with Zoho");
    zoho.clock().advance(Duration.ofHours(1));

    assertThat(visitor.get("/").body()).contains("Login with Zoho");
  }

  @Test
  void form_thatCannotBeRead_isRefused() throws Exception {
    assertThat(visitor.post("/logout", "form_key=%zz").statusCode()).isEqualTo(400);
  }

  @Test
  void otherName_thatLeadsHere_isRefused() throws Exception {
    URI other = URI.create(app.home().toString().replace("127.0.0.1", "localhost"));

    assertThat(visitor.get(other).statusCode()).isEqualTo(421);
  }

  @Test
  void login_afterDisconnecting_lastsOnceConsentIsGivenAgain() throws Exception {
    ScriptedBrowser pages = zohosPages();
    visitor.login(pages);
    visitor.press("/disconnect");
    visitor.login(pages);
    zoho.clock().advance(Duration.ofHours(2));
    assertThat(visitor.get("/").body()).contains("/login?consent=again");

    visitor.get(pages.open(visitor.location(visitor.get("/login?consent=again"))));
    zoho.clock().advance(Duration.ofHours(2));

    assertThat(visitor.get("/").body()).contains("Lovelace");
  }
}
