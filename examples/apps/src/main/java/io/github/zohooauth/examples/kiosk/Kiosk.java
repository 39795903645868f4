package io.github.zohooauth.examples.kiosk;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.client.LoopbackReceiver;
import io.github.zohooauth.client.SignIn;
import io.github.zohooauth.examples.setting.Crm;
import io.github.zohooauth.examples.setting.PersonsBrowser;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Zoho;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Shows the leads on a screen in the lobby, and says when the browser has to renew the token.
 *
 * <p>Runs against a Zoho on this machine, or against the real one if {@code ZOHO_CLIENT_ID}, {@code
 * ZOHO_CLIENT_SECRET} and {@code ZOHO_DC} are set; the client's redirect URI in the API Console is
 * {@code http://localhost:8766/callback}, its JavaScript domain {@code http://localhost:8766}.
 */
public final class Kiosk {

  private static final String[] SCOPES = {
    "openid", "ZohoCRM.org.READ", "ZohoCRM.modules.leads.READ"
  };

  private final BrowserClient zoho;
  private final Consumer<URI> browser;
  private final PrintStream out;

  Kiosk(BrowserClient zoho, Consumer<URI> browser, PrintStream out) {
    this.zoho = zoho;
    this.browser = browser;
    this.out = out;
  }

  /** Shows the leads, or says what failed and exits with 1. */
  public static void main(String[] arguments) {
    URI callback = URI.create("http://localhost:8766/callback");
    try (Zoho place = Zoho.of(System.getenv(), user -> user.browserClient(callback));
        BrowserClient zoho = client(place.registration(), callback)) {
      new Kiosk(zoho, new PersonsBrowser(System.out), System.out).show();
    } catch (ZohoOAuthException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  static BrowserClient client(Registration registration, URI callback) {
    return BrowserClient.builder()
        .clientId(registration.clientId())
        .dataCenter(registration.dataCenter())
        .dataCenters(registration.dataCenters())
        .clock(registration.clock())
        .redirectUri(callback)
        .build();
  }

  void show() {
    AccessToken token = token();
    Crm crm = new Crm(() -> token);
    out.println("Leads of " + crm.organization().name() + ":");
    crm.leads().forEach(lead -> out.println("  " + lead));
    out.println("The browser has to renew this at " + token.expiresAt() + ".");
  }

  /** The token, which the browser brings when there is none, or none any more. */
  private AccessToken token() {
    try {
      return zoho.getAccessToken();
    } catch (AuthorizationRequiredException e) {
      return ask(zoho.renewalRequest().orElseGet(() -> zoho.authorizationRequest(SCOPES)));
    }
  }

  /** The id_token has the request's nonce and this token's hash, so no other was put in between. */
  private TokenOwner verified(SignIn signIn) {
    if (signIn.idToken().subject().isEmpty()) {
      throw new IllegalStateException("an id_token names whom it is about");
    }
    return zoho.owner();
  }

  private AccessToken ask(AuthorizationRequest request) {
    try (LoopbackReceiver receiver = LoopbackReceiver.listen(request)) {
      browser.accept(request.uri());
      return zoho.accept(request, receiver.await(Duration.ofMinutes(5)), this::verified)
          .accessToken();
    }
  }
}
