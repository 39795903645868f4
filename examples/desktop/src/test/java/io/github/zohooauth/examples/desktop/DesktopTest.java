package io.github.zohooauth.examples.desktop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Samples;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalZohoExtension.class)
class DesktopTest {

  private final TokenStore store = TokenStore.inMemory();
  private final List<MobileClient> clients = new ArrayList<>();
  private LocalZoho zoho;
  private User user;
  private URI callback;
  private Registration registration;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    user = zoho.user("eu");
    callback = URI.create("http://127.0.0.1:" + Ports.free() + "/callback");
    registration = Registration.of(zoho, user.mobileClient(callback));
  }

  @AfterEach
  void close() {
    clients.forEach(MobileClient::close);
  }

  private Desk open(Consumer<URI> browser) {
    MobileClient client = DesktopApp.client(registration, callback).tokenStore(store).build();
    clients.add(client);
    return Desk.open(new Account(client, new LoopbackRedirect(), browser));
  }

  private Desk signedIn() {
    Desk desk = open(through(zoho.browser(user)));
    desk.presses("Sign in with Zoho");
    desk.sees("Leads", "Refresh");
    return desk;
  }

  /** The browser comes back to the port on which the program listens. */
  private static Consumer<URI> through(ScriptedBrowser pages) {
    return uri -> {
      try {
        HttpRequest redirect = HttpRequest.newBuilder(pages.open(uri)).build();
        assertThat(HttpClient.newHttpClient().send(redirect, BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Test
  void firstTime_signsIn_andShowsTheLeads() {
    Samples.leads(zoho, user);
    Desk desk = open(through(zoho.browser(user)));
    desk.sees("Your leads, on your desktop");
    desk.photographs("sign-in");

    desk.presses("Sign in with Zoho");

    desk.sees("24 leads", "Ada Lovelace", "Organization " + user.organization());
    desk.photographs("leads");
    Accessible.check(desk.components());
  }

  @Test
  void nextDay_opensNoBrowser() {
    Samples.leads(zoho, user);
    signedIn().sees("24 leads");
    zoho.clock().advance(Duration.ofDays(1));

    open(uri -> assertThat(uri).as("is not to be opened").isNull()).sees("24 leads");
  }

  @Test
  void refused_saysSo_andTheNextTrySucceeds() {
    List<ScriptedBrowser> next =
        new ArrayList<>(List.of(zoho.browser(user).refuse(), zoho.browser(user)));
    Desk desk = open(uri -> through(next.remove(0)).accept(uri));
    desk.presses("Sign in with Zoho");
    desk.sees("You did not allow access. Sign in again and accept.", "Sign in with Zoho");
    desk.photographs("refused");
    Accessible.check(desk.components());

    desk.presses("Sign in with Zoho");

    desk.sees("No leads yet.");
    desk.photographs("empty");
  }

  @Test
  void cancel_endsTheWait_andFreesThePort() {
    List<Consumer<URI>> next = new ArrayList<>(List.of(uri -> {}, through(zoho.browser(user))));
    Desk desk = open(uri -> next.remove(0).accept(uri));
    desk.presses("Sign in with Zoho");
    desk.sees("Go on in your browser. This window waits for it.");
    desk.photographs("waiting");
    while (next.size() == 2) {
      Thread.onSpinWait();
    }

    desk.presses("Cancel");
    desk.sees("The sign-in was cancelled.");
    desk.presses("Sign in with Zoho");

    desk.sees("No leads yet.");
  }

  @Test
  void search_showsWhatMatches() {
    Samples.leads(zoho, user);
    Desk desk = signedIn();
    desk.sees("24 leads");
    desk.types("hopper");

    desk.sees("1 lead", "Grace Hopper");
    assertThat(desk.texts()).doesNotContain("Ada Lovelace");

    desk.types("(");
    desk.sees("No leads match.");
  }

  @Test
  void accessEndedElsewhere_asksToSignInAgain() {
    Desk desk = signedIn();
    desk.sees("No leads yet.");
    TokenKey key = new TokenKey(registration.clientId(), TokenOwner.unnamed());
    zoho.evict(requireNonNull(store.load(key).orElseThrow().refreshToken()));
    zoho.clock().advance(Duration.ofHours(1));

    desk.presses("Refresh");

    desk.sees("Your access has ended. Please sign in again.", "Sign in with Zoho");
  }

  @Test
  void signOut_endsTheTokens() {
    Desk desk = signedIn();
    desk.sees("No leads yet.");
    TokenKey key = new TokenKey(registration.clientId(), TokenOwner.unnamed());
    String token = requireNonNull(store.load(key).orElseThrow().accessToken()).value();

    desk.presses("Sign out");

    desk.sees("You have signed out.");
    assertThat(zoho.accepts(token)).isFalse();
    assertThat(store.load(key)).isEmpty();
  }
}
