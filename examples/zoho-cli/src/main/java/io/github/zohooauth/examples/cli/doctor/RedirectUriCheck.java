package io.github.zohooauth.examples.cli.doctor;

import io.github.zohooauth.client.AuthorizationRequest;
import io.github.zohooauth.client.MobileClient;
import io.github.zohooauth.examples.cli.profile.LoginKind;
import io.github.zohooauth.examples.cli.profile.Profile;
import io.github.zohooauth.examples.cli.profile.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the browser can come back: the redirect URI is the registered one, its port is free. */
final class RedirectUriCheck implements Check {

  @Override
  public String name() {
    return "redirect URI";
  }

  @Override
  public Set<String> needs() {
    return Set.of("token store", "client secret");
  }

  @Override
  public Finding examine(SetUp setUp) {
    Profile profile = setUp.profile();
    if (profile.login() != LoginKind.BROWSER) {
      return ok("None is needed for login=%s.".formatted(profile.login()));
    }
    Optional<String> written = profile.get(Setting.REDIRECT_URI);
    if (written.isEmpty() || !written.get().matches("http://(localhost|127\\.[0-9.]+):\\d+.*")) {
      return fail(
          written.isEmpty() ? "There is none." : written.get() + " is not on this machine.",
          "Register http://localhost:8765/callback in the API Console, and say: zoho profiles set %s"
                  .formatted(profile)
              + " redirect-uri=http://localhost:8765/callback");
    }
    int port = URI.create(written.get()).getPort();
    if (!isFree(port)) {
      return fail(
          "Another program listens at port %d of this machine.".formatted(port),
          "Stop it, or register a redirect URI with another port.");
    }
    return atZoho(setUp, written.get());
  }

  private Finding atZoho(SetUp setUp, String redirectUri) {
    List<String> scopes = setUp.profile().list(Setting.SCOPES);
    Reply page = page(setUp, scopes.isEmpty() ? List.of("email") : scopes);
    if (page.says("invalid redirect uri")) {
      return fail(
          "%s is not a registered redirect URI of this client.".formatted(redirectUri),
          "Each character counts: http or https, port, path, the slash at the end. Register it in"
              + " the API Console, or set what is there. A Self Client has none: then login=code.");
    }
    if (page.says("invalid response type") || page.says("invalid client")) {
      return fail(
          "Zoho does not take this client for a login by browser.",
          "Its type in the API Console must be Mobile-based or Server-based.");
    }
    return ok("%s is registered, and the port is free.".formatted(redirectUri));
  }

  /** Asks for the page that a login opens, without a user. */
  static Reply page(SetUp setUp, List<String> scopes) {
    try (MobileClient client = setUp.clients().browser()) {
      AuthorizationRequest request = client.authorizationRequest(scopes.toArray(String[]::new));
      return setUp.probe().get(request.uri());
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
