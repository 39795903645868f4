package io.github.zohooauth.examples.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.cli.ExitCode;
import io.github.zohooauth.examples.cli.Surroundings;
import io.github.zohooauth.examples.cli.profile.Clients;
import io.github.zohooauth.examples.cli.profile.Profile;
import io.github.zohooauth.examples.cli.profile.ProfileDirectory;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code zoho}: the options that every command has, and the profile they name. */
@Command(
    name = "zoho",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Access tokens of Zoho on the command line.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%n@|bold Examples|@",
      "  zoho local                            a Zoho on this machine, to try all of it",
      "  zoho profiles add work --client-id=1000.ABC --data-center=eu --login=code",
      "  zoho login",
      "  zoho call GET /crm/v8/org",
      "  zoho doctor                           why does it not work?",
      ExitCode.LIST
    })
public final class ZohoCommand implements Runnable {

  private final Surroundings around;

  @Option(
      names = {"-p", "--profile"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "the profile; by default ZOHO_PROFILE, or the one of 'zoho profiles use'")
  private @Nullable String profile;

  @Option(
      names = {"-a", "--account"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "your name for one of several users of the profile")
  private @Nullable String account;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "print JSON, for programs")
  private boolean json;

  public ZohoCommand(Surroundings around) {
    this.around = around;
  }

  /** Returns the command line with all commands; {@code run} runs one more, inside another. */
  public CommandLine commandLine(ToIntBiFunction<Surroundings, String[]> run) {
    CommandLine local = new CommandLine(new LocalCommand(this, run)).setStopAtPositional(true);
    return new CommandLine(this)
        .addSubcommand(new LoginCommand(this))
        .addSubcommand(new TokenCommand(this))
        .addSubcommand(new CallCommand(this))
        .addSubcommand(new AccountsCommand(this))
        .addSubcommand(new StatusCommand(this))
        .addSubcommand(new LogoutCommand(this))
        .addSubcommand(new ProfilesCommand(this))
        .addSubcommand(new DoctorCommand(this))
        .addSubcommand(local)
        .addSubcommand(new CompletionCommand(this))
        .addSubcommand(new CommandLine.HelpCommand())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Prints the help. */
  @Override
  public void run() {
    CommandLine.usage(commandLine((unused, none) -> 0), around.out());
  }

  /** Returns whether JSON is asked for. */
  public boolean isJson() {
    return json;
  }

  Surroundings around() {
    return around;
  }

  /** Prints JSON, each value on a line of its own. */
  void print(JsonNode answer) {
    around.out().println(answer.toPrettyString());
  }

  /** Returns whose tokens are meant. */
  TokenOwner owner() {
    return account == null ? TokenOwner.unnamed() : TokenOwner.user(account);
  }

  ProfileDirectory profiles() {
    return new ProfileDirectory(around);
  }

  /** Returns the name of the profile that is meant. */
  String profileName() {
    return profile != null
        ? profile
        : profiles()
            .currentName()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "No profile is chosen of %s. Make one (zoho profiles add), choose one (zoho"
                                .formatted(profiles().names())
                            + " profiles use), or try a Zoho on this machine: zoho local"));
  }

  /** Returns the profile that is meant, of which only this user can read the secret. */
  Profile profile() {
    String name = profileName();
    profiles().requirePrivate(name);
    return profiles().load(name);
  }

  /** Returns the clients of that profile, for the account that is meant. */
  Clients clients() {
    return new Clients(profile(), around, owner());
  }
}
