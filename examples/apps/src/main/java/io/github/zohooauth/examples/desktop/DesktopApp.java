package io.github.zohooauth.examples.desktop;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.LoopbackReceiver;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.examples.setting.Crm;
import io.github.zohooauth.examples.setting.PersonsBrowser;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Zoho;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Prints the user's leads; the first time he signs in with his browser.
 *
 * <p>Runs against a Zoho on this machine, or against the real one if {@code ZOHO_CLIENT_ID}, {@code
 * ZOHO_CLIENT_SECRET} and {@code ZOHO_DC} are set; the client's redirect URI in the API Console is
 * {@code http://localhost:8765/callback}.
 */
public final class DesktopApp {

  private static final String[] SCOPES = {"ZohoCRM.org.READ", "ZohoCRM.modules.leads.READ"};

  private final MobileClient zoho;
  private final Consumer<URI> browser;
  private final PrintStream out;

  DesktopApp(MobileClient zoho, Consumer<URI> browser, PrintStream out) {
    this.zoho = zoho;
    this.browser = browser;
    this.out = out;
  }

  /** Prints the leads, or says what failed and exits with 1. */
  public static void main(String[] arguments) {
    URI callback = URI.create("http://localhost:8765/callback");
    try (Zoho place = Zoho.of(System.getenv(), user -> user.mobileClient(callback));
        MobileClient zoho =
            client(place.registration(), callback).tokenStore(place.tokenStore()).build()) {
      new DesktopApp(zoho, new PersonsBrowser(System.out), System.out).run();
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

  void run() {
    if (!zoho.isAuthorized()) {
      signIn();
    }
    Crm crm = new Crm(zoho);
    out.println("Leads of " + crm.organization().name() + ":");
    crm.leads().forEach(lead -> out.println("  " + lead));
  }

  /** Asks for consent even where it was given before, as no refresh token comes without. */
  private void signIn() {
    AuthorizationRequest request = zoho.newAuthorizationRequest(SCOPES).promptConsent().build();
    try (LoopbackReceiver receiver = LoopbackReceiver.listen(request)) {
      browser.accept(request.uri());
      zoho.exchange(request, receiver.await(Duration.ofMinutes(5)));
    }
  }
}
