package io.github.zohooauth.examples.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.examples.setting.Leads;
import io.github.zohooauth.examples.setting.Ports;
import io.github.zohooauth.examples.setting.Printed;
import io.github.zohooauth.examples.setting.Redirected;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class KioskTest {

  private final Printed printed = new Printed();
  private final List<URI> opened = new ArrayList<>();
  private LocalZoho zoho;
  private User user;
  private BrowserClient client;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("eu");
    Leads.add(zoho, user, "Lovelace", "Hopper");
    URI callback = Ports.freeRedirectUri();
    client = Kiosk.client(Registration.of(zoho, user.browserClient(callback)), callback);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Kiosk kiosk(ScriptedBrowser pages) {
    return new Kiosk(
        client,
        uri -> {
          opened.add(uri);
          Redirected.to(pages.open(uri));
        },
        printed.out());
  }

  @Test
  void show_tellsTheLeads_andWhenToRenew() {
    kiosk(zoho.browser(user)).show();

    assertThat(printed.text())
        .contains("Leads of Organization " + user.organization(), "Lovelace", "Hopper")
        .contains("The browser has to renew this at 2026-01-01T01:00:00Z.");
  }

  @Test
  void show_whileTheTokenIsGood_opensTheBrowserOnce() {
    Kiosk kiosk = kiosk(zoho.browser(user));
    kiosk.show();
    zoho.clock().advance(Duration.ofMinutes(50));
    kiosk.show();

    assertThat(opened).hasSize(1);
  }

  @Test
  void show_anHourLater_renewsInTheSameBrowser() {
    Kiosk kiosk = kiosk(zoho.browser(user).grantForSession());
    kiosk.show();
    zoho.clock().advance(Duration.ofHours(1));
    kiosk.show();

    assertThat(opened).hasSize(2);
    assertThat(opened.get(1)).hasPath("/oauth/v2/auth/refresh");
    assertThat(printed.text()).contains("renew this at 2026-01-01T02:00:00Z.");
  }

  @Test
  void show_refused_saysSo() {
    assertThatThrownBy(() -> kiosk(zoho.browser(user).refuse()).show())
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("refused");
  }
}
