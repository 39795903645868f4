package io.github.zohooauth.examples.desktop;

import com.formdev.flatlaf.FlatLightLaf;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.examples.setting.PersonsBrowser;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Zoho;
import java.awt.Dimension;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.net.URI;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/**
 * Shows the user's leads in a window. The first time, the user signs in with the browser.
 *
 * <p>It runs against a Zoho on this machine, or against the real one if {@code ZOHO_CLIENT_ID},
 * {@code ZOHO_CLIENT_SECRET} and {@code ZOHO_DC} are set. The client's redirect URI in the API
 * Console is {@code http://localhost:8765/callback}.
 */
public final class DesktopApp {

  private DesktopApp() {}

  /** Runs until the window is closed, or says what failed and exits with 1. */
  public static void main(String[] arguments) {
    URI callback = URI.create("http://localhost:8765/callback");
    try {
      Zoho place =
          Zoho.of(
              System.getenv(), user -> user.mobileClient(callback).named("Leads on the desktop"));
      MobileClient zoho =
          client(place.registration(), callback).tokenStore(place.tokenStore()).build();
      Account account = new Account(zoho, new LoopbackRedirect(), new PersonsBrowser(System.out));
      SwingUtilities.invokeLater(
          () ->
              open(
                  account,
                  () -> {
                    account.cancel();
                    zoho.close();
                    place.close();
                  }));
    } catch (ZohoOAuthException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  static MobileClient.Builder client(Registration registration, URI callback) {
    return MobileClient.builder()
        .clientId(registration.clientId())
        .clientSecret(registration.clientSecret())
        .dataCenter(registration.dataCenter())
        .dataCenters(registration.dataCenters())
        .clock(registration.clock())
        .redirectUri(callback);
  }

  private static void open(Account account, Runnable closed) {
    FlatLightLaf.setup();
    JFrame window = new JFrame("Leads");
    window.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    window.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosed(WindowEvent event) {
            new Thread(closed, "close").start();
          }
        });
    window.setContentPane(new MainPanel(account));
    window.setMinimumSize(new Dimension(620, 420));
    window.setSize(980, 640);
    window.setLocationRelativeTo(null);
    window.setVisible(true);
  }
}
