package io.github.zohooauth.examples.singlepage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.chromium.Chromium;
import io.github.zohooauth.examples.chromium.Person;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class SinglePageBrowserTest {

  private LocalZoho zoho;
  private RunningPage page;

  @BeforeEach
  void start(LocalZoho zoho) {
    this.zoho = zoho;
    page = new RunningPage(zoho);
  }

  @AfterEach
  void stop() {
    page.close();
  }

  private void decides(Chromium browser, boolean forSession, String decision) {
    browser.sees("Leads on a single page would like to access your Zoho account");
    if (forSession) {
      browser.ticks("Grant access for the entire session");
    }
    browser.clicks(decision);
  }

  @Test
  void accepted_showsLeads_renewsWithoutPage_andSignsOut() {
    try (Chromium browser = Chromium.start("single-page")) {
      browser.open(page.address);
      browser.sees("Your leads, on one page");
      browser.clicks("Sign in with Zoho");
      Person.signsIn(browser, page.user);
      decides(browser, true, "Accept");
      browser.sees("Leads", page.user.email(), "Ada Lovelace", "24 leads", "60 min");
      assertThat(browser.address()).hasNoFragment().hasNoQuery().hasPath("/");

      zoho.clock().advance(Duration.ofHours(1));
      browser.clicks("Refresh");
      browser.sees("Leads", "The leads are up to date.");
      browser.types("Search", "qualified");
      browser.sees("Leads", "Grace Hopper", "7 leads");

      browser.clicks("Sign out");
      browser.sees("Your leads, on one page", "You have signed out.");
    }
    assertThat(zoho.requests())
        .filteredOn(request -> request.path().equals("/oauth/v2/auth/refresh"))
        .hasSize(1);
  }

  @Test
  void refused_saysSo_andSignedOutOfZoho_saysThatTheSessionHasEnded() {
    try (Chromium browser = Chromium.start("single-page-refused")) {
      browser.open(page.address);
      browser.clicks("Sign in with Zoho");
      Person.signsIn(browser, page.user);
      decides(browser, false, "Reject");
      browser.sees("You did not allow access");
      assertThat(browser.address()).hasNoFragment().hasNoQuery();
      browser.clicks("Back to the start");

      browser.clicks("Sign in with Zoho");
      decides(browser, true, "Accept");
      browser.sees("Leads", "Ada Lovelace");
      browser.forgetsCookiesExcept("JSESSIONID");
      browser.clicks("Renew now");
      browser.sees("Your session has ended");
    }
  }
}
