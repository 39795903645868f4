package io.github.zohooauth.examples.television;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.examples.setting.Leads;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class TelevisionTest {

  private final TokenStore store = TokenStore.inMemory();
  private LocalZoho zoho;
  private User user;
  private Registration registration;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("eu");
    Leads.add(zoho, user, "Lovelace", "Hopper");
    registration = Registration.of(zoho, user.deviceClient());
  }

  private Screen show(ScriptedBrowser pages) {
    Screen screen = new Screen(zoho, pages::enterUserCode);
    try (DeviceClient client = Television.client(registration).tokenStore(store).build()) {
      new Television(client, screen).show();
    }
    return screen;
  }

  @Test
  void show_firstTime_asksForTheCodeElsewhere() {
    Screen screen = show(zoho.browser(user));

    assertThat(screen.text())
        .contains("Leads of Organization " + user.organization(), "Lovelace", "Hopper");
  }

  @Test
  void show_nextDay_asksNobody() {
    show(zoho.browser(user));
    zoho.clock().advance(Duration.ofDays(1));

    assertThat(show(zoho.browser(user)).text()).startsWith("Leads of").contains("Lovelace");
  }

  @Test
  void show_firstTime_asksForConsentWhateverWasGrantedElsewhere() {
    show(zoho.browser(user));

    assertThat(zoho.requests())
        .filteredOn(request -> request.path().equals("/oauth/v3/device/code"))
        .singleElement()
        .returns(Optional.of("consent"), request -> request.formParameter("prompt"));
  }

  @Test
  void show_refused_saysSo() {
    assertThatThrownBy(() -> show(zoho.browser(user).refuse()))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("refused");
  }
}
