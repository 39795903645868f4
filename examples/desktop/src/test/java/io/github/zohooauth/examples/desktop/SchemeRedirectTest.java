package io.github.zohooauth.examples.desktop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Samples;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.User;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A redirect to a scheme of the application's own. The test plays the operating system. */
@ExtendWith(LocalZohoExtension.class)
class SchemeRedirectTest {

  private static final URI CALLBACK = URI.create("com.example.leads:/callback");

  /** Knows which program opens which scheme, and opens what a browser gives it. */
  private static final class OperatingSystem {
    private final Map<String, Consumer<URI>> programs = new HashMap<>();

    void install(String scheme, Consumer<URI> program) {
      programs.put(scheme, program);
    }

    void open(URI uri) {
      requireNonNull(programs.get(uri.getScheme()), "no program").accept(uri);
    }
  }

  private final OperatingSystem system = new OperatingSystem();
  private final SchemeRedirect redirect = new SchemeRedirect();

  SchemeRedirectTest() {
    system.install("com.example.leads", redirect::opened);
  }

  private static MobileClient client(LocalZoho zoho, User user) {
    return DesktopApp.client(Registration.of(zoho, user.mobileClient(CALLBACK)), CALLBACK).build();
  }

  @Test
  void browserThatLeavesForTheScheme_signsIn(LocalZoho zoho) {
    User user = zoho.user("eu");
    Samples.leads(zoho, user);
    try (MobileClient client = client(zoho, user)) {
      Account account =
          new Account(client, redirect, uri -> system.open(zoho.browser(user).open(uri)));

      account.signIn();

      assertThat(account.leads().leads()).hasSize(24);
    }
  }

  @Test
  void uriWithoutTheState_isNotTheAnswer(LocalZoho zoho) {
    User user = zoho.user("eu");
    try (MobileClient client = client(zoho, user)) {
      Account account =
          new Account(
              client,
              redirect,
              uri -> {
                system.open(URI.create("com.example.leads:/callback?code=1000.x.y&state=guessed"));
                system.open(URI.create("com.example.leads:/callback?error=access_denied"));
                system.open(zoho.browser(user).open(uri));
              });

      account.signIn();

      assertThat(account.isSignedIn()).isTrue();
    }
  }

  @Test
  void uriThatNoSignInWaitsFor_isLeftAlone(LocalZoho zoho) {
    User user = zoho.user("eu");
    system.open(URI.create("com.example.leads:/callback?code=1000.x.y&state=early"));
    try (MobileClient client = client(zoho, user)) {
      assertThat(client.isAuthorized()).isFalse();
    }
  }
}
