package io.github.zohooauth.examples.tv;

import com.googlecode.lanterna.input.KeyType;
import io.github.zohooauth.examples.chromium.Chromium;
import io.github.zohooauth.examples.chromium.Person;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Samples;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.store.TokenStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The code page on another device: a code that is unknown, a refusal, and success. */
@ExtendWith(LocalZohoExtension.class)
class TvBrowserTest {

  @Test
  void phone_entersCodes_refusesOne_andAcceptsTheNext(LocalZoho zoho, @TempDir Path directory) {
    User viewer = Samples.presentations(zoho.user("eu"), zoho.clock().instant());
    Registration registration =
        Registration.of(zoho, viewer.deviceClient().named("TV in the lobby"));
    URI page = URI.create(zoho.accountsServer("eu") + "/oauth/v3/device");
    try (Lobby lobby = Lobby.on(registration, TokenStore.inMemory(), directory.resolve("tv-code"));
        Chromium phone = Chromium.start("tv")) {
      String refused = lobby.code();
      phone.open(page);
      Person.signsIn(phone, viewer);
      phone.sees("Connect a device");
      enters(phone, "none such");
      phone.sees("Connect a device", "This code is unknown, used or too old.");
      decides(phone, refused, "Reject");
      zoho.clock().advance(Duration.ofSeconds(30));
      lobby.sees("You did not allow access");
      lobby.presses(KeyType.Enter);

      phone.open(page);
      decides(phone, lobby.code(), "Accept");
      zoho.clock().advance(Duration.ofSeconds(30));

      lobby.sees("Quarterly results", "Holiday party");
    }
  }

  private static void decides(Chromium phone, String code, String decision) {
    enters(phone, code);
    phone.sees("TV in the lobby would like to access your Zoho account");
    phone.clicks(decision);
    phone.sees("Go back to your device");
  }

  private static void enters(Chromium phone, String code) {
    phone.types("Code that your device shows", code);
    phone.clicks("Next");
  }
}
