package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.server.RealNames;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Starts a local Zoho with a ticking clock and one user, and prints what is needed to get tokens:
 * by a code from the console, and by signing in by hand. It reads commands from standard input, and
 * ends when that ends.
 *
 * <p>{@code --data-center=sg} names the data center of the user. Without it, the user lives in the
 * EU.
 */
public final class Main {
  private static final URI CALLBACK = URI.create("http://localhost:8080/callback");
  private static final String DATA_CENTER = "--data-center=";

  private final LocalZoho zoho;
  private final String location;
  private final PrintStream out;

  private Main(LocalZoho zoho, String location, PrintStream out) {
    this.zoho = zoho;
    this.location = location;
    this.out = out;
  }

  /** Runs until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    String location = "eu";
    for (String argument : arguments) {
      location = argument.startsWith(DATA_CENTER) ? argument.substring(DATA_CENTER.length()) : "";
      if (!RealNames.locations().contains(location)) {
        System.err.printf(
            "Unknown argument: %s. Say %sNAME, where NAME is one of %s.%n",
            argument, DATA_CENTER, RealNames.locations());
        System.exit(2);
      }
    }
    try (LocalZoho zoho = LocalZoho.startTicking(Reading.documented())) {
      new Main(zoho, location, System.out).describe();
      new Console(zoho.clock(), System.out)
          .run(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
    }
  }

  private void describe() {
    User user = zoho.user(location);
    print("accounts server", zoho.accountsServer(location));
    for (CrmEnvironment environment : CrmEnvironment.values()) {
      print("API " + environment, zoho.apiBase(location, environment));
    }
    print("Analytics", zoho.analytics(location));
    print("ShowTime", zoho.showTime(location));
    Arrays.stream(ServerRole.values())
        .filter(role -> role.compareTo(ServerRole.SHOWTIME) > 0)
        .forEach(role -> print(role.name(), zoho.server(role, location)));
    describeSelfClient(user.selfClient());
    describeServerClient(user);
    out.println("A line \"advance 1h\" moves the clock; s, m and d are units, too.");
    out.println("Ends with standard input (Ctrl-D) or Ctrl-C.");
  }

  private void describeSelfClient(Client client) {
    String code =
        client
            .newCode()
            .scopes("ZohoCRM.modules.ALL,ZohoCRM.org.READ,ZohoCRM.users.READ")
            .life(Duration.ofMinutes(10))
            .issue();
    out.println();
    out.println("Self client: exchange this code.");
    print("client id", client.id());
    print("client secret", client.secret());
    print("code (10 min)", code);
  }

  private void describeServerClient(User user) {
    Client client = user.serverClient(CALLBACK);
    String accounts = zoho.accountsServer(location).toString();
    String callback = URLEncoder.encode(CALLBACK.toString(), StandardCharsets.UTF_8);
    out.println();
    out.println("Server-based: open this in a browser, sign in, and exchange the code within two");
    out.println("minutes; it is in the address bar, even if nothing listens there.");
    print(
        "open",
        "%s/oauth/v2/auth?response_type=code&client_id=%s&redirect_uri=%s%s"
            .formatted(
                accounts,
                client.id(),
                callback,
                "&scope=ZohoCRM.org.READ,ZohoCRM.users.READ&access_type=offline&state=mine"));
    print("e-mail", user.email());
    print("password", user.password());
    print(
        "then",
        "curl -d grant_type=authorization_code -d client_id=%s %s"
                .formatted(client.id(), "-d client_secret=" + client.secret())
            + " -d redirect_uri=%s -d code=... %s/oauth/v2/token".formatted(callback, accounts));
    out.println();
  }

  private void print(String name, Object value) {
    out.printf("%-16s %s%n", name, value);
  }
}
