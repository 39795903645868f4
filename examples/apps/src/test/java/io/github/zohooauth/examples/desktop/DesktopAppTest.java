package io.github.zohooauth.examples.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.examples.setting.Leads;
import io.github.zohooauth.examples.setting.Ports;
import io.github.zohooauth.examples.setting.Printed;
import io.github.zohooauth.examples.setting.Redirected;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class DesktopAppTest {

  private final URI callback = Ports.freeRedirectUri();
  private TokenStore store = TokenStore.inMemory();
  private final Printed printed = new Printed();
  private LocalZoho zoho;
  private User user;
  private Registration registration;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("eu");
    Leads.add(zoho, user, "Lovelace", "Hopper");
    registration = Registration.of(zoho, user.mobileClient(callback));
  }

  private void run(Consumer<URI> browser) {
    try (MobileClient client =
        DesktopApp.client(registration, callback).tokenStore(store).build()) {
      new DesktopApp(client, browser, printed.out()).run();
    }
  }

  private static Consumer<URI> through(ScriptedBrowser pages) {
    return uri -> Redirected.to(pages.open(uri));
  }

  @Test
  void run_firstTime_signsInAndPrintsTheLeads() {
    run(through(zoho.browser(user)));

    assertThat(printed.text())
        .contains("Leads of Organization " + user.organization(), "Lovelace", "Hopper");
  }

  @Test
  void run_nextDay_opensNoBrowser() {
    run(through(zoho.browser(user)));
    zoho.clock().advance(Duration.ofDays(1));

    run(uri -> assertThat(uri).as("is not to be opened").isNull());

    assertThat(printed.text()).containsPattern("(?s)Lovelace.*Lovelace");
  }

  @Test
  void run_onAnotherDesktop_lastsToo() {
    run(through(zoho.browser(user)));
    store = TokenStore.inMemory();
    run(through(zoho.browser(user)));
    zoho.clock().advance(Duration.ofDays(1));

    run(uri -> assertThat(uri).as("is not to be opened").isNull());
  }

  @Test
  void run_refused_saysSoAndKeepsNothing() {
    assertThatThrownBy(() -> run(through(zoho.browser(user).refuse())))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("refused");

    run(through(zoho.browser(user)));

    assertThat(printed.text()).contains("Lovelace");
  }
}
