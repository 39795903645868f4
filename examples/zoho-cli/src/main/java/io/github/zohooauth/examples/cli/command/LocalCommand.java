package io.github.zohooauth.examples.cli.command;

import io.github.zohooauth.examples.cli.ExitCode;
import io.github.zohooauth.examples.cli.Surroundings;
import io.github.zohooauth.examples.cli.local.Breakage;
import io.github.zohooauth.examples.cli.local.LocalSetup;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code zoho local}: a Zoho on this machine, to try the other commands with. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a Zoho on this machine, with a user, leads and three profiles.",
      "With a command, runs it there and ends. Without one, prints what another terminal",
      "needs, and runs until Ctrl-C or the end of standard input."
    },
    footer = {
      "%n@|bold Examples|@",
      "  zoho local",
      "  zoho local call GET '/crm/v8/Leads?fields=Last_Name,Company'",
      "  zoho local doctor",
      "  zoho local --broken=MULTI_DC_OFF doctor",
      ExitCode.LIST
    })
final class LocalCommand implements Callable<Integer> {

  private final ZohoCommand zoho;
  private final ToIntBiFunction<Surroundings, String[]> run;

  @Option(
      names = "--broken",
      paramLabel = "HOW",
      description = "break the set-up: ${COMPLETION-CANDIDATES}")
  private @Nullable Breakage broken;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "what to run there")
  private @Nullable List<String> command;

  LocalCommand(ZohoCommand zoho, ToIntBiFunction<Surroundings, String[]> run) {
    this.zoho = zoho;
    this.run = run;
  }

  @Override
  public Integer call() throws IOException {
    try (LocalSetup setup = LocalSetup.start(zoho.around())) {
      if (broken != null) {
        broken.plantIn(setup);
      }
      if (command != null) {
        return run.applyAsInt(setup.around(), command.toArray(String[]::new));
      }
      Runtime.getRuntime().addShutdownHook(new Thread(setup::close, "zoho-local-end"));
      zoho.around().out().print(words(setup));
      while (zoho.around().in().readLine() != null) {
        zoho.around().out().println("Ends with Ctrl-C or the end of standard input (Ctrl-D).");
      }
      return ExitCode.OK;
    }
  }

  private static String words(LocalSetup setup) {
    return """
        A Zoho runs on this machine. In another terminal, say first:

          export ZOHO_HOME=%s

        Then try:

          zoho call GET '/crm/v8/Leads?fields=Last_Name,Company'
          zoho token
          zoho status
          zoho doctor
          zoho -p local-browser login        in a browser on this machine
          zoho -p local-device login         by a code, as over ssh

        Sign in there as %s, password %s

        This ends with Ctrl-C. The directory is removed then.
        """
        .formatted(setup.home(), setup.user().email(), setup.user().password());
  }
}
