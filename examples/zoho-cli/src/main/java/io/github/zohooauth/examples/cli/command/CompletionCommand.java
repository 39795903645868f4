package io.github.zohooauth.examples.cli.command;

import io.github.zohooauth.examples.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** The command {@code zoho completion}: what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints the completion script for bash and zsh.",
    footer = {
      "%n@|bold Examples|@",
      "  source <(zoho completion)",
      "  zoho completion > /etc/bash_completion.d/zoho",
      ExitCode.LIST
    })
final class CompletionCommand implements Callable<Integer> {

  private final ZohoCommand zoho;

  CompletionCommand(ZohoCommand zoho) {
    this.zoho = zoho;
  }

  @Override
  public Integer call() {
    zoho.around().out().print(AutoComplete.bash("zoho", zoho.commandLine((unused, none) -> 0)));
    return ExitCode.OK;
  }
}
