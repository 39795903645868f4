package io.github.zohooauth.examples.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.chromium.Chromium;
import io.github.zohooauth.examples.chromium.Person;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.Reading;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebAppBrowserTest {

  private final LocalZoho zoho = LocalZoho.startTicking(Reading.documented());
  private RunningWebApp app;

  @BeforeEach
  void start() throws IOException {
    app = new RunningWebApp(zoho);
  }

  @AfterEach
  void stop() {
    app.close();
    zoho.close();
  }

  @Test
  void login_choosingOrganizationAndEnvironment_showsItsLeadsUntilLogout() {
    String organization = app.user().addOrganization();
    try (Chromium browser = Chromium.start("webapp")) {
      consent(browser);
      browser.chooses("Organization", "Organization " + organization);
      browser.chooses("Environment", "Sandbox");
      browser.clicks("Accept");
      browser.sees("Leads of Organization " + organization, "sandbox", "There is none yet.");
      browser.clicks("Log out");
      browser.sees("Your leads");
    }
  }

  @Test
  void login_afterLogout_needsNoConsent_andDisconnectingEndsIt() {
    String heading = "Leads of Organization " + app.user().organization();
    try (Chromium browser = Chromium.start("webapp-again")) {
      consent(browser);
      browser.clicks("Accept");
      browser.sees(heading, "Lovelace", "Hopper");
      browser.clicks("Log out");
      browser.sees("Your leads");
      browser.clicks("Login with Zoho");
      browser.sees(heading, app.user().email());
      browser.clicks("Disconnect from Zoho");
      browser.sees("Your leads");
    }
    assertThat(zoho.requests()).anyMatch(request -> request.path().contains("/revoke"));
  }

  @Test
  void login_refused_saysSo() {
    try (Chromium browser = Chromium.start("webapp-refused")) {
      consent(browser);
      browser.clicks("Reject");
      browser.sees("You are not logged in");
    }
  }

  private void consent(Chromium browser) {
    browser.open(app.home());
    browser.sees("Your leads");
    browser.clicks("Login with Zoho");
    Person.signsIn(browser, app.user());
    browser.sees("Leads on the Web would like to access your Zoho account");
  }
}
