package io.github.zohooauth.examples.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.client.TokenStatus;
import io.github.zohooauth.examples.cli.ExitCode;
import io.github.zohooauth.examples.cli.profile.Clients;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command {@code zoho accounts}: who is logged in with the profile's client. */
@Command(
    name = "accounts",
    mixinStandardHelpOptions = true,
    description = "Lists the accounts that are logged in with the profile.",
    footer = {
      "%n@|bold Examples|@",
      "  zoho accounts",
      "  zoho -p work accounts --json",
      ExitCode.LIST
    })
final class AccountsCommand implements Callable<Integer> {

  private final ZohoCommand zoho;

  AccountsCommand(ZohoCommand zoho) {
    this.zoho = zoho;
  }

  @Override
  public Integer call() {
    Clients clients = zoho.clients();
    try (OAuthClient client = clients.any()) {
      List<TokenOwner> owners =
          clients
              .store()
              .keys()
              .filter(key -> key.clientId().equals(client.clientId()))
              .map(key -> key.owner())
              .toList();
      if (zoho.isJson()) {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        owners.forEach(owner -> answer.add(StatusText.json(owner, client.status(owner))));
        zoho.print(answer);
      } else if (owners.isEmpty()) {
        zoho.around().out().println("No account is logged in. Log in: zoho login");
      } else {
        zoho.around().out().printf("%-28s %-4s %s%n", "ACCOUNT", "DC", "STATE");
        owners.forEach(owner -> print(owner, client.status(owner)));
      }
      return ExitCode.OK;
    }
  }

  private void print(TokenOwner owner, Optional<TokenStatus> status) {
    String name = owner.user() == null ? "(unnamed)" : owner.user();
    zoho.around()
        .out()
        .printf(
            "%-28s %-4s %s%n",
            name,
            status.map(TokenStatus::location).orElse("-"),
            status.map(StatusText::words).orElse("logged out meanwhile"));
  }
}
