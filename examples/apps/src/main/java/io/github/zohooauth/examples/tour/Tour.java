package io.github.zohooauth.examples.tour;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.store.file.FileTokenStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Shows what the library does, on a Zoho that runs on this machine, or on the real one if {@code
 * ZOHO_CLIENT_ID}, {@code ZOHO_CLIENT_SECRET}, {@code ZOHO_CODE} and {@code ZOHO_DC} are set.
 */
public final class Tour {

  private final Place place;
  private final Crm crm = new Crm();
  private final PrintStream out;
  private int steps;

  private Tour(Place place, PrintStream out) {
    this.place = place;
    this.out = out;
  }

  /** Takes the tour; exits with 1, and says what failed, if a step does not hold. */
  public static void main(String[] arguments) {
    try {
      take(System.getenv(), System.out);
    } catch (ZohoOAuthException | IllegalArgumentException | IllegalStateException e) {
      System.err.println("The tour ends here: " + e.getMessage());
      System.exit(1);
    } catch (IOException | InterruptedException e) {
      System.err.println("The tour ends here, on a " + e.getClass().getSimpleName());
      System.exit(1);
    }
  }

  /** Takes the tour, and throws if a step does not hold. */
  static void take(Map<String, String> environment, PrintStream out)
      throws IOException, InterruptedException {
    Path tokens = Files.createTempDirectory("zoho-oauth-tour");
    try (Place place =
        RealPlace.isNamedIn(environment) ? RealPlace.from(environment) : LocalPlace.start()) {
      out.println("This is the tour of zoho-oauth, on " + place + ".");
      new Tour(place, out).walk(tokens);
      out.println("That was the tour: everything held.");
    } finally {
      Tokens.delete(tokens);
    }
  }

  private void walk(Path tokens) throws IOException, InterruptedException {
    try (SelfClient zoho = client(tokens)) {
      exchange(zoho);
      letExpire(zoho);
    }
    restart(tokens);
    try (SelfClient zoho = client(tokens)) {
      place.extras(this, zoho);
    }
  }

  private SelfClient client(Path tokens) {
    return place.client().tokenStore(FileTokenStore.at(tokens)).build();
  }

  private void exchange(SelfClient zoho) throws IOException, InterruptedException {
    step("Exchange the code of the API Console, once");
    require(!zoho.isAuthorized(), "the store is empty");
    AccessToken token = zoho.exchange(place.code()).accessToken();
    tell("got " + token);
    step("Call the CRM");
    callCrm(token);
  }

  private void letExpire(SelfClient zoho) throws IOException, InterruptedException {
    step("Let an hour pass, until the access token has expired");
    AccessToken old = zoho.getAccessToken();
    place.letAnHourPass();
    if (place.isExpiryReal()) {
      tell("the CRM answers the old one with HTTP " + crm.organization(old).statusCode());
      require(crm.organization(old).statusCode() == 401, "an expired token is refused");
    }
    step("Ask for a token again: it is renewed without a word");
    AccessToken renewed = zoho.getAccessToken();
    require(!renewed.value().equals(old.value()), "the token is a new one");
    tell("got another one, good until " + renewed.expiresAt());
    callCrm(renewed);
  }

  private void restart(Path tokens) throws IOException, InterruptedException {
    step("Restart the program: the store in " + tokens + " remembers");
    try (SelfClient again = client(tokens)) {
      require(again.isAuthorized(), "no code is needed any more");
      callCrm(again.getAccessToken());
    }
  }

  void callCrm(AccessToken token) throws IOException, InterruptedException {
    var response = crm.organization(token);
    require(response.statusCode() == 200, "the CRM answers HTTP " + response.statusCode());
    tell("the CRM at " + token.apiDomain() + " answers: organization " + Crm.name(response));
  }

  void letAnHourPass() {
    place.letAnHourPass();
  }

  Crm crm() {
    return crm;
  }

  void step(String what) {
    steps++;
    out.println();
    out.println(steps + ". " + what + ".");
  }

  void tell(String what) {
    out.println("   " + what);
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("it does not hold that " + what);
    }
  }
}
