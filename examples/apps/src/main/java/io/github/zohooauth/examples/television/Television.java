package io.github.zohooauth.examples.television;

import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.DeviceAuthorization;
import io.github.zohooauth.client.DeviceClient;
import io.github.zohooauth.examples.setting.Crm;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Zoho;
import java.util.function.Consumer;

/**
 * Shows the leads on a television; the first time the user enters a code on his phone.
 *
 * <p>Runs against a Zoho on this machine, or against the real one if {@code ZOHO_CLIENT_ID}, {@code
 * ZOHO_CLIENT_SECRET} and {@code ZOHO_DC} are set.
 */
public final class Television {

  private static final String[] SCOPES = {"ZohoCRM.org.READ", "ZohoCRM.modules.leads.READ"};

  private final DeviceClient zoho;
  private final Consumer<String> screen;

  Television(DeviceClient zoho, Consumer<String> screen) {
    this.zoho = zoho;
    this.screen = screen;
  }

  /** Shows the leads, or says what failed and exits with 1. */
  public static void main(String[] arguments) {
    try (Zoho place = Zoho.of(System.getenv(), user -> user.deviceClient());
        DeviceClient zoho = client(place.registration()).tokenStore(place.tokenStore()).build()) {
      new Television(zoho, System.out::println).show();
    } catch (ZohoOAuthException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** Asks for consent even where it was given before, as no refresh token comes without. */
  static DeviceClient.Builder client(Registration registration) {
    return DeviceClient.builder()
        .clientId(registration.clientId())
        .clientSecret(registration.clientSecret())
        .dataCenter(registration.dataCenter())
        .dataCenters(registration.dataCenters())
        .clock(registration.clock())
        .promptConsent();
  }

  void show() {
    if (!zoho.isAuthorized()) {
      connect();
    }
    Crm crm = new Crm(zoho);
    screen.accept("Leads of " + crm.organization().name() + ":");
    crm.leads().forEach(lead -> screen.accept("  " + lead));
  }

  private void connect() {
    DeviceAuthorization authorization = zoho.deviceAuthorization(SCOPES);
    screen.accept(
        "On your phone, open %s and enter %s"
            .formatted(authorization.verificationUri(), authorization.userCode()));
    zoho.exchange(authorization);
  }
}
