package io.github.zohooauth.examples.television;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.examples.chromium.Chromium;
import io.github.zohooauth.examples.chromium.Person;
import io.github.zohooauth.examples.setting.Leads;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class TelevisionBrowserTest {

  private LocalZoho zoho;
  private User user;
  private Registration registration;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("eu");
    Leads.add(zoho, user, "Lovelace", "Hopper");
    registration = Registration.of(zoho, user.deviceClient().named("Leads on Television"));
  }

  /** The television shows a code, and waits while the browser is on another device. */
  private Screen show(Chromium browser, String decision) {
    Screen screen = new Screen(zoho, (page, code) -> decide(browser, page, code, decision));
    try (DeviceClient client = Television.client(registration).build()) {
      new Television(client, screen).show();
    }
    return screen;
  }

  private void decide(Chromium browser, URI page, String code, String decision) {
    browser.open(page);
    Person.signsIn(browser, user);
    browser.sees("Connect a device");
    browser.types("Code that your device shows", "none such");
    browser.clicks("Next");
    browser.sees("Connect a device", "This code is unknown, used or too old.");
    browser.types("Code that your device shows", code);
    browser.clicks("Next");
    browser.sees("Leads on Television would like to access your Zoho account");
    browser.clicks(decision);
    browser.sees("Go back to your device");
  }

  @Test
  void show_accepted_showsTheLeads() {
    try (Chromium browser = Chromium.start("television")) {
      assertThat(show(browser, "Accept").text())
          .contains("Leads of Organization " + user.organization(), "Lovelace", "Hopper");
    }
  }

  @Test
  void show_refused_saysSo() {
    try (Chromium browser = Chromium.start("television-refused")) {
      assertThatThrownBy(() -> show(browser, "Reject"))
          .isInstanceOf(AuthorizationRequiredException.class)
          .hasMessageContaining("refused");
    }
  }
}
