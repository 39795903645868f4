package io.github.zohooauth.examples.cli.command;

import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.examples.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code zoho logout}: ends the tokens at Zoho and here. */
@Command(
    name = "logout",
    mixinStandardHelpOptions = true,
    description = {
      "Revokes the tokens at Zoho, and removes them here.",
      "If Zoho does not confirm it, they stay: --forget removes them without asking Zoho."
    },
    footer = {
      "%n@|bold Examples|@",
      "  zoho logout",
      "  zoho logout --account=ada@example.com",
      "  zoho logout --forget",
      ExitCode.LIST
    })
final class LogoutCommand implements Callable<Integer> {

  private final ZohoCommand zoho;

  @Option(names = "--forget", description = "only here; the tokens stay valid at Zoho")
  private boolean forget;

  LogoutCommand(ZohoCommand zoho) {
    this.zoho = zoho;
  }

  @Override
  public Integer call() {
    try (OAuthClient client = zoho.clients().any()) {
      if (client.status().isEmpty()) {
        zoho.around().err().println("Nothing to do: not logged in.");
        return ExitCode.OK;
      }
      if (forget) {
        client.forget();
        zoho.around().err().println("Removed here. The tokens stay valid at Zoho.");
      } else {
        client.revoke();
        zoho.around().err().println("Logged out: revoked at Zoho, and removed here.");
      }
      return ExitCode.OK;
    }
  }
}
