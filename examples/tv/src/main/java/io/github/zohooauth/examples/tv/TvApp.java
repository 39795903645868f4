package io.github.zohooauth.examples.tv;

import com.googlecode.lanterna.terminal.DefaultTerminalFactory;
import com.googlecode.lanterna.terminal.Terminal;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Samples;
import io.github.zohooauth.examples.setting.Zoho;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Starts the television in this terminal.
 *
 * <p>It runs against a Zoho on this machine, or against the real one if {@code ZOHO_CLIENT_ID},
 * {@code ZOHO_CLIENT_SECRET} and {@code ZOHO_DC} are set.
 */
public final class TvApp {

  private TvApp() {}

  /** Runs until the viewer quits, or says what failed and exits with 1. */
  public static void main(String[] arguments) throws IOException {
    try (Zoho place = Zoho.of(System.getenv(), TvApp::register);
        DeviceClient zoho = client(place.registration()).tokenStore(place.tokenStore()).build()) {
      Path directory =
          place.user().isPresent() ? Files.createTempDirectory("zoho-tv") : Zoho.directory();
      log(directory.resolve("tv.log"));
      PendingCode pending =
          new PendingCode(
              directory.resolve("tv-code"), zoho.clientId(), place.registration().clock());
      try (TvScreen screen = new TvScreen(terminal(), place.registration().clock(), hint(place))) {
        new Tv(zoho, pending, screen).run();
      }
    } catch (ZohoOAuthException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** What the library warns of goes to a file, because the terminal is the screen. */
  private static void log(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    FileHandler handler = new FileHandler(file.toString(), true);
    handler.setFormatter(new SimpleFormatter());
    root.addHandler(handler);
  }

  /** Asks for consent even where it was given before, because no refresh token comes without. */
  static DeviceClient.Builder client(Registration registration) {
    return DeviceClient.builder()
        .clientId(registration.clientId())
        .clientSecret(registration.clientSecret())
        .dataCenter(registration.dataCenter())
        .dataCenters(registration.dataCenters())
        .clock(registration.clock())
        .promptConsent();
  }

  private static Client register(User user) {
    return Samples.presentations(user, Instant.now()).deviceClient().named("TV in the lobby");
  }

  private static List<String> hint(Zoho place) {
    return place
        .user()
        .map(
            user ->
                List.of(
                    "This Zoho runs on your machine. Sign in as",
                    user.email() + ", password " + user.password()))
        .orElse(List.of());
  }

  private static Terminal terminal() {
    try {
      return new DefaultTerminalFactory().setForceTextTerminal(true).createTerminal();
    } catch (IOException e) {
      throw new IllegalArgumentException("This program needs a terminal. Start it in one.", e);
    }
  }
}
