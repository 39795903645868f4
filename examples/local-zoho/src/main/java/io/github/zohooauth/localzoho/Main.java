package io.github.zohooauth.localzoho;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Starts a local Zoho with a ticking clock and one user in the EU, until standard input ends, and
 * prints what it takes to get tokens: with a code from the console, and by signing in by hand.
 */
public final class Main {
  private static final URI CALLBACK = URI.create("http://localhost:8080/callback");

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    try (LocalZoho zoho = LocalZoho.startTicking(Reading.documented())) {
      describe(zoho, System.out);
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void describe(LocalZoho zoho, PrintStream out) {
    User user = zoho.user("eu");
    out.println("accounts server  " + zoho.accountsServer("eu"));
    for (CrmEnvironment environment : CrmEnvironment.values()) {
      out.printf("%-16s %s%n", "API " + environment, zoho.apiBase("eu", environment));
    }
    out.println("Analytics        " + zoho.analytics("eu"));
    out.println("ShowTime         " + zoho.showTime("eu"));
    describeSelfClient(user.selfClient(), out);
    describeServerClient(zoho, user, out);
    out.println("Ends with standard input (Ctrl-D) or Ctrl-C.");
  }

  private static void describeSelfClient(Client client, PrintStream out) {
    String code =
        client
            .newCode()
            .scopes("ZohoCRM.modules.ALL,ZohoCRM.org.READ,ZohoCRM.users.READ")
            .life(Duration.ofMinutes(10))
            .issue();
    out.println();
    out.println("Self client: exchange this code.");
    out.println("client id        " + client.id());
    out.println("client secret    " + client.secret());
    out.println("code (10 min)    " + code);
  }

  private static void describeServerClient(LocalZoho zoho, User user, PrintStream out) {
    Client client = user.serverClient(CALLBACK);
    String accounts = zoho.accountsServer("eu").toString();
    String callback = URLEncoder.encode(CALLBACK.toString(), StandardCharsets.UTF_8);
    out.println();
    out.println("Server-based: open this in a browser, sign in, and exchange the code within two");
    out.println("minutes; it is in the address bar, whether or not anything listens there.");
    out.println(
        "open             %s/oauth/v2/auth?response_type=code&client_id=%s&redirect_uri=%s%s"
            .formatted(
                accounts,
                client.id(),
                callback,
                "&scope=ZohoCRM.org.READ,ZohoCRM.users.READ&access_type=offline&state=mine"));
    out.println("e-mail           " + user.email());
    out.println("password         " + user.password());
    out.println(
        "then             curl -d grant_type=authorization_code -d client_id=%s %s"
                .formatted(client.id(), "-d client_secret=" + client.secret())
            + " -d redirect_uri=%s -d code=... %s/oauth/v2/token".formatted(callback, accounts));
    out.println();
  }
}
