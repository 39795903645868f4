package io.github.zohooauth.examples.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.examples.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command {@code zoho token}: prints an access token that works, and nothing else. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a valid access token, renewed if needed.",
      "It is a secret: keep it out of files, logs and shared screens."
    },
    footer = {
      "%n@|bold Examples|@",
      "  curl -H @- https://www.zohoapis.eu/crm/v8/org \\",
      "    <<< \"Authorization: Zoho-oauthtoken $(zoho token)\"",
      "  zoho token --json | jq -r .apiDomain",
      ExitCode.LIST
    })
final class TokenCommand implements Callable<Integer> {

  private final ZohoCommand zoho;

  TokenCommand(ZohoCommand zoho) {
    this.zoho = zoho;
  }

  @Override
  public Integer call() {
    try (OAuthClient client = zoho.clients().any()) {
      AccessToken token = client.getAccessToken();
      if (!zoho.isJson()) {
        zoho.around().out().println(token.value());
        return ExitCode.OK;
      }
      ObjectNode answer =
          JsonNodeFactory.instance
              .objectNode()
              .put("accessToken", token.value())
              .put("expiresAt", token.expiresAt().toString())
              .put("dataCenter", token.dataCenter().location())
              .put("apiDomain", token.apiDomain().toString());
      token.scopes().forEach(answer.putArray("scopes")::add);
      zoho.print(answer);
      return ExitCode.OK;
    }
  }
}
