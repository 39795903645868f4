package io.github.zohooauth.examples.singlepage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class SinglePageTest {

  private LocalZoho zoho;
  private RunningPage page;
  private Visitor visitor;

  @BeforeEach
  void start(LocalZoho zoho) {
    this.zoho = zoho;
    page = new RunningPage(zoho);
    visitor = new Visitor(page.address, zoho.browser(page.user).grantForSession());
  }

  @AfterEach
  void stop() {
    page.close();
  }

  @Test
  void signIn_learnsTheEmailOfTheIdToken_andShowsLeads() {
    assertThat(visitor.signIn().statusCode()).isEqualTo(200);

    JsonNode session = Visitor.json(visitor.get("/api/session"));
    assertThat(session.path("email").asText()).isEqualTo(page.user.email());
    assertThat(session.path("secondsLeft").asInt()).isEqualTo(3600);
    assertThat(Visitor.json(visitor.get("/api/leads"))).hasSize(24);
  }

  @Test
  void anHourLater_theTokenHasExpired_andTheFrameBringsTheNext() {
    visitor.signIn();
    zoho.clock().advance(Duration.ofHours(1));
    HttpResponse<String> expired = visitor.get("/api/leads");

    HttpResponse<String> renewed =
        visitor.post("/api/arrival", visitor.fragmentFrom("/api/renewal"));

    assertThat(expired.statusCode()).isEqualTo(401);
    assertThat(Visitor.json(expired).path("problem").asText()).isEqualTo("expired");
    assertThat(renewed.statusCode()).isEqualTo(200);
    assertThat(Visitor.json(visitor.get("/api/leads"))).hasSize(24);
    assertThat(zoho.requests())
        .anyMatch(request -> request.path().equals("/oauth/v2/auth/refresh"));
  }

  @Test
  void signedOutOfZoho_theRenewalSaysSo() {
    ScriptedBrowser pages = zoho.browser(page.user).grantForSession();
    visitor = new Visitor(page.address, pages);
    visitor.signIn();
    zoho.clock().advance(Duration.ofHours(1));
    pages.signOut();

    HttpResponse<String> refused =
        visitor.post("/api/arrival", visitor.fragmentFrom("/api/renewal"));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(Visitor.json(refused).path("problem").asText()).isEqualTo("client_not_granted");
  }

  @Test
  void fragmentOfAnotherBrowser_signsNobodyIn() {
    Visitor attacker = new Visitor(page.address, zoho.browser(zoho.user("eu")));
    String fragment = attacker.fragmentFrom("/api/sign-in");

    assertThat(visitor.post("/api/arrival", fragment).statusCode()).isEqualTo(401);
    assertThat(Visitor.json(visitor.get("/api/session")).path("signedIn").asBoolean()).isFalse();
  }

  @Test
  void signOut_endsTokenAndSession() {
    String fragment = visitor.fragmentFrom("/api/sign-in");
    visitor.post("/api/arrival", fragment);
    String token = fragment.replaceFirst(".*access_token=([^&]+).*", "$1");
    assertThat(zoho.accepts(token)).isTrue();

    visitor.post("/api/sign-out", "");

    assertThat(zoho.accepts(token)).isFalse();
    assertThat(visitor.get("/api/leads").statusCode()).isEqualTo(401);
  }

  @Test
  void cookie_isForThisSiteAlone_andNewAfterSignIn() {
    HttpResponse<String> before = visitor.post("/api/sign-in", "");
    HttpResponse<String> after = visitor.signIn();

    assertThat(before.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly")
        .contains("SameSite=Strict");
    assertThat(after.headers().firstValue("Set-Cookie")).isPresent();
  }

  @Test
  void answers_haveNoToken_andNoPlaceInCaches() {
    visitor.signIn();

    for (String path : new String[] {"/api/session", "/api/leads", "/", "/callback.html"}) {
      HttpResponse<String> answer = visitor.get(path);
      assertThat(answer.body()).doesNotContain("1000.");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'self'", "frame-ancestors 'self'");
    }
  }
}
