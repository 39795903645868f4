package io.github.zohooauth.examples.cli.command;

import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.client.TokenStatus;
import io.github.zohooauth.examples.cli.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command {@code zoho status}: what is known about the tokens, without asking Zoho. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what is known about the tokens. Zoho is not asked.",
      "Ends with 3 if a person has to log in."
    },
    footer = {
      "%n@|bold Examples|@",
      "  zoho status",
      "  zoho status --json | jq -r .state",
      "  zoho status > /dev/null || zoho login",
      ExitCode.LIST
    })
final class StatusCommand implements Callable<Integer> {

  private final ZohoCommand zoho;

  StatusCommand(ZohoCommand zoho) {
    this.zoho = zoho;
  }

  @Override
  public Integer call() {
    try (OAuthClient client = zoho.clients().any()) {
      Optional<TokenStatus> status = client.status();
      if (zoho.isJson()) {
        zoho.print(StatusText.json(zoho.owner(), status));
      } else {
        StatusText.lines(status, zoho.profileName()).forEach(zoho.around().out()::println);
      }
      boolean login =
          status
              .map(TokenStatus::state)
              .map(List.of(TokenStatus.State.REFUSED, TokenStatus.State.EXPIRED)::contains)
              .orElse(true);
      return login ? ExitCode.LOG_IN : ExitCode.OK;
    }
  }
}
