package io.github.zohooauth.examples.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.examples.chromium.Chromium;
import io.github.zohooauth.examples.chromium.Person;
import io.github.zohooauth.examples.setting.Leads;
import io.github.zohooauth.examples.setting.Ports;
import io.github.zohooauth.examples.setting.Printed;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class DesktopAppBrowserTest {

  private final URI callback = Ports.freeRedirectUri();
  private final Printed printed = new Printed();
  private User user;
  private Registration registration;

  @BeforeEach
  void register(LocalZoho zoho) {
    user = zoho.user("eu");
    Leads.add(zoho, user, "Lovelace", "Hopper");
    registration = Registration.of(zoho, user.mobileClient(callback).named("Leads on the Desktop"));
  }

  /** The program opens the browser, and waits on the loopback interface until it comes back. */
  private void run(Chromium browser, String decision) {
    try (MobileClient client = DesktopApp.client(registration, callback).build()) {
      new DesktopApp(client, uri -> decide(browser, uri, decision), printed.out()).run();
    }
  }

  private void decide(Chromium browser, URI uri, String decision) {
    browser.open(uri);
    Person.signsIn(browser, user);
    browser.sees("Leads on the Desktop would like to access your Zoho account");
    browser.clicks(decision);
    browser.sees("Back to the program", "You can close this window");
  }

  @Test
  void run_accepted_printsTheLeads() {
    try (Chromium browser = Chromium.start("desktop")) {
      run(browser, "Accept");
    }
    assertThat(printed.text())
        .contains("Leads of Organization " + user.organization(), "Lovelace", "Hopper");
  }

  @Test
  void run_refused_saysSo() {
    try (Chromium browser = Chromium.start("desktop-refused")) {
      assertThatThrownBy(() -> run(browser, "Reject"))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("refused");
    }
  }
}
