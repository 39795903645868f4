package io.github.zohooauth.examples.tv;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.input.KeyType;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Samples;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalZohoExtension.class)
class TvTest {

  private final TokenStore store = TokenStore.inMemory();
  private LocalZoho zoho;
  private User viewer;
  private Registration registration;
  private Path file;

  @BeforeEach
  void register(LocalZoho zoho, @TempDir Path directory) {
    this.zoho = zoho;
    file = directory.resolve("tv-code");
    viewer = Samples.presentations(zoho.user("eu"), zoho.clock().instant());
    registration = Registration.of(zoho, viewer.deviceClient());
  }

  private Lobby on() {
    return Lobby.on(registration, store, file);
  }

  /** The viewer enters the code on another device, and half a minute passes. */
  private void enter(ScriptedBrowser phone, String code) {
    phone.enterUserCode(URI.create(zoho.accountsServer("eu") + "/oauth/v3/device"), code);
    zoho.clock().advance(Duration.ofSeconds(30));
  }

  @Test
  void firstTime_showsCode_andThenThePresentations() {
    try (Lobby lobby = on()) {
      String code = lobby.code();
      lobby.sees("The code is good for 5:00", "Hint below the code");
      lobby.picture().save("code");

      enter(zoho.browser(viewer), code);

      lobby.sees("Quarterly results", "Holiday party", "Zoho EU", "31 Dec 2025");
      lobby.picture().save("presentations");
    }
  }

  @Test
  void qrCode_leadsToThePageWithTheCode() {
    try (Lobby lobby = on()) {
      String code = lobby.code();

      assertThat(lobby.picture().qrCode())
          .contains(zoho.accountsServer("eu") + "/oauth/v3/device?user_code=" + code);
    }
  }

  @Test
  void countdown_followsTheClock() {
    try (Lobby lobby = on()) {
      lobby.sees("The code is good for 5:00");
      zoho.clock().advance(Duration.ofSeconds(61));

      lobby.sees("The code is good for 3:59");
    }
  }

  @Test
  void switchedOffAndOn_goesOnWithTheSameCode() throws IOException {
    String code;
    try (Lobby lobby = on()) {
      code = lobby.code();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    try (Lobby lobby = on()) {
      assertThat(lobby.code()).isEqualTo(code);
      enter(zoho.browser(viewer), code);
      lobby.sees("Quarterly results");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void viewerOfAnotherDataCenter_seesThePresentationsThere() {
    User developer = zoho.user("us");
    Client client = developer.deviceClient().enable("eu").shareSecret();
    registration = Registration.of(zoho, client);
    try (Lobby lobby = on()) {
      String code = lobby.code();
      zoho.browser(viewer)
          .enterUserCode(URI.create(zoho.accountsServer("us") + "/oauth/v3/device"), code);
      zoho.clock().advance(Duration.ofSeconds(30));
      lobby.until(this::isSentToTheEu);
      zoho.clock().advance(Duration.ofSeconds(30));

      lobby.sees("Quarterly results", "Zoho EU");
    }
  }

  /** The poll in the US was answered with where the viewer lives, and the next one waits. */
  private boolean isSentToTheEu() {
    return zoho.requests().stream()
        .anyMatch(
            request ->
                request.path().equals("/oauth/v3/device/token") && request.location().equals("us"));
  }

  @Test
  void refused_saysSo_andShowsAnotherCode() {
    try (Lobby lobby = on()) {
      String code = lobby.code();
      enter(zoho.browser(viewer).refuse(), code);
      lobby.sees("You did not allow access");
      lobby.picture().save("refused");

      lobby.presses(KeyType.Enter);

      assertThat(lobby.code()).isNotEqualTo(code);
    }
  }

  @Test
  void tooLate_saysSo_andShowsAnotherCode() {
    try (Lobby lobby = on()) {
      String code = lobby.code();
      zoho.clock().advance(Duration.ofMinutes(5));
      lobby.sees("The code is too old");
      lobby.picture().save("too-old");

      lobby.presses(KeyType.Enter);

      assertThat(lobby.code()).isNotEqualTo(code);
    }
  }

  @Test
  void nextDay_asksNobody() {
    try (Lobby lobby = on()) {
      enter(zoho.browser(viewer), lobby.code());
      lobby.sees("Quarterly results");
    }
    zoho.clock().advance(Duration.ofDays(1));

    try (Lobby lobby = on()) {
      lobby.sees("Quarterly results");
    }
  }

  @Test
  void accessEndedElsewhere_saysSo_andShowsCode() {
    try (Lobby lobby = on()) {
      enter(zoho.browser(viewer), lobby.code());
      lobby.sees("Quarterly results");
      TokenKey key = new TokenKey(registration.clientId(), TokenOwner.unnamed());
      zoho.evict(requireNonNull(store.load(key).orElseThrow().refreshToken()));
      zoho.clock().advance(Duration.ofHours(1));

      lobby.presses('r');
      lobby.sees("You are signed out");
      lobby.picture().save("signed-out");
      lobby.presses(KeyType.Enter);

      lobby.code();
    }
  }

  @Test
  void signOut_endsTheTokens() {
    try (Lobby lobby = on()) {
      enter(zoho.browser(viewer), lobby.code());
      lobby.sees("Quarterly results");
      lobby.presses('s');

      lobby.code();
    }
    assertThat(zoho.requests()).anyMatch(request -> request.path().contains("revoke"));
  }

  @Test
  void arrow_choosesTheNext() {
    try (Lobby lobby = on()) {
      enter(zoho.browser(viewer), lobby.code());
      lobby.sees("▸ Holiday party");
      lobby.presses(KeyType.ArrowDown);

      lobby.sees("▸ Office tour");
    }
  }

  @Test
  void noPresentations_saysSo() {
    viewer = zoho.user("eu");
    try (Lobby lobby = on()) {
      enter(zoho.browser(viewer), lobby.code());

      lobby.sees("No presentations yet");
      lobby.picture().save("empty");
    }
  }

  @Test
  void smallScreen_hasTheCodeWithoutThePicture() {
    try (Lobby lobby = Lobby.small(registration, store, file)) {
      assertThat(lobby.code()).isNotEmpty();
      lobby.picture().save("small");

      assertThat(lobby.picture().qrCode()).isEmpty();
    }
  }
}
