package io.github.zohooauth.localzoho;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;

/** Starts a local Zoho with a ticking clock and one user in the EU, until standard input ends. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    try (LocalZoho zoho = LocalZoho.startTicking(Reading.documented())) {
      describe(zoho, System.out);
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void describe(LocalZoho zoho, PrintStream out) {
    Client client = zoho.user("eu").selfClient();
    String code =
        client
            .newCode()
            .scopes("ZohoCRM.modules.ALL,ZohoCRM.org.READ,ZohoCRM.users.READ")
            .life(Duration.ofMinutes(10))
            .issue();
    out.println("accounts server  " + zoho.accountsServer("eu"));
    for (CrmEnvironment environment : CrmEnvironment.values()) {
      out.printf("%-16s %s%n", "API " + environment, zoho.apiBase("eu", environment));
    }
    out.println("Analytics        " + zoho.analytics("eu"));
    out.println("ShowTime         " + zoho.showTime("eu"));
    out.println("client id        " + client.id());
    out.println("client secret    " + client.secret());
    out.println("code (10 min)    " + code);
    out.println("Ends with standard input (Ctrl-D) or Ctrl-C.");
  }
}
