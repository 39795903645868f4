package io.github.zohooauth.examples.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.client.BrowserClient;
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
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class KioskBrowserTest {

  private final Printed printed = new Printed();
  private LocalZoho zoho;
  private User user;
  private BrowserClient client;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("eu");
    Leads.add(zoho, user, "Lovelace", "Hopper");
    URI callback = Ports.freeRedirectUri();
    client =
        Kiosk.client(
            Registration.of(zoho, user.browserClient(callback).named("Leads in the Lobby")),
            callback);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void show(Consumer<URI> browser) {
    new Kiosk(client, browser, printed.out()).show();
  }

  private void decide(Chromium browser, URI uri, String decision) {
    browser.open(uri);
    Person.signsIn(browser, user);
    browser.sees("Leads in the Lobby would like to access your Zoho account");
    browser.ticks("Grant access for the entire session");
    browser.clicks(decision);
    comesBack(browser);
  }

  /** The page's script relays the fragment, and takes it out of the address bar. */
  private static void comesBack(Chromium browser) {
    browser.sees("Back to the program", "You can close this window");
    assertThat(browser.address()).hasNoFragment().hasNoQuery();
  }

  @Test
  void show_accepted_tellsTheLeads_andRenewsAnHourLaterWithoutAPage() {
    try (Chromium browser = Chromium.start("kiosk")) {
      show(uri -> decide(browser, uri, "Accept"));
      assertThat(printed.text())
          .contains("Leads of Organization " + user.organization(), "Lovelace", "Hopper")
          .contains("The browser has to renew this at 2026-01-01T01:00:00Z.");
      zoho.clock().advance(Duration.ofHours(1));

      show(
          uri -> {
            browser.open(uri);
            comesBack(browser);
          });

      assertThat(printed.text()).contains("renew this at 2026-01-01T02:00:00Z.");
    }
  }

  @Test
  void show_refused_saysSo() {
    try (Chromium browser = Chromium.start("kiosk-refused")) {
      assertThatThrownBy(() -> show(uri -> decide(browser, uri, "Reject")))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("refused");
    }
  }
}
