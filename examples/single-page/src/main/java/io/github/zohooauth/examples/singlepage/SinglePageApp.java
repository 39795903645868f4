package io.github.zohooauth.examples.singlepage;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.BrowserClient;
import io.github.zohooauth.client.PendingAuthorizations;
import io.github.zohooauth.examples.setting.Registration;
import io.github.zohooauth.examples.setting.Zoho;
import io.javalin.Javalin;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Starts the page at {@code http://127.0.0.1:8766}.
 *
 * <p>It runs against a Zoho on this machine, or against the real one if {@code ZOHO_CLIENT_ID},
 * {@code ZOHO_CLIENT_SECRET} and {@code ZOHO_DC} are set. The client's redirect URI in the API
 * Console is {@code http://127.0.0.1:8766/callback.html}, its JavaScript domain {@code
 * http://127.0.0.1:8766}.
 */
public final class SinglePageApp {

  static final String PAGE = "/callback.html";

  private SinglePageApp() {}

  /** Serves until it is stopped by Ctrl-C, or says what is wrong and exits with 1. */
  public static void main(String[] arguments) {
    URI callback = URI.create("http://127.0.0.1:8766" + PAGE);
    try {
      Zoho place =
          Zoho.of(
              System.getenv(),
              user -> user.browserClient(callback).named("Leads on a single page"));
      BrowserClient zoho = client(place.registration(), callback);
      Javalin server = server(place.registration(), zoho).start("127.0.0.1", callback.getPort());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.stop();
                    zoho.close();
                    place.close();
                  }));
      System.out.println("Open http://127.0.0.1:8766 in your browser. Ctrl-C ends this.");
    } catch (IllegalArgumentException e) {
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

  static Javalin server(Registration registration, BrowserClient zoho) {
    PendingAuthorizations pending = PendingAuthorizations.upTo(10_000, registration.clock());
    List<DataCenter> known =
        registration.linked().isEmpty() ? DataCenter.builtIn() : registration.linked();
    Set<URI> accountsServers =
        known.stream().map(DataCenter::accountsServer).collect(Collectors.toSet());
    return Server.of(new Account(zoho, pending), registration.clock(), accountsServers);
  }
}
