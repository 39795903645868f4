package io.github.zohooauth.localzoho.testkit;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.User;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an application does with a user's browser and then at the token endpoint. */
public record BrowserCalls(LocalZoho zoho, Client client, User user, ScriptedBrowser browser) {

  /** Returns the calls for a user of the client's own data center. */
  public static BrowserCalls of(LocalZoho zoho, Client client) {
    return of(zoho, client, zoho.user(client.location()));
  }

  public static BrowserCalls of(LocalZoho zoho, Client client, User user) {
    return new BrowserCalls(zoho, client, user, zoho.browser(user));
  }

  String location() {
    return user.location();
  }

  public URI open(String... parameters) {
    return browser.open(Browsing.request(zoho, client, parameters));
  }

  public String code(String... parameters) {
    return Optional.ofNullable(Browsing.query(open(parameters)).get("code")).orElse("");
  }

  /** Exchanges a code with secret and redirect URI, all of which {@code more} may replace. */
  public HttpResponse<String> exchange(String code, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "grant_type",
                "authorization_code",
                "client_id",
                client.id(),
                "client_secret",
                client.secret(location()),
                "redirect_uri",
                client.redirectUris().isEmpty() ? "" : client.redirectUris().get(0).toString(),
                "code",
                code));
    for (int i = 0; i < more.length; i += 2) {
      int at = all.indexOf(more[i]);
      if (at < 0) {
        all.addAll(Arrays.asList(more[i], more[i + 1]));
      } else {
        all.set(at + 1, more[i + 1]);
      }
    }
    return Wire.post(zoho.accountsServer(location()), TokenCalls.TOKEN, all.toArray(String[]::new));
  }
}
