package io.github.zohooauth.examples.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.zohooauth.examples.cli.ExitCode;
import io.github.zohooauth.examples.cli.profile.LoginKind;
import io.github.zohooauth.examples.cli.profile.Profile;
import io.github.zohooauth.examples.cli.profile.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code zoho profiles}: which clients of the API Console the tool knows. */
@Command(
    name = "profiles",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the profiles: clients of the API Console by name.",
      "Their files are in the directory ZOHO_HOME (~/.config/zoho), readable by you alone.",
      "ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET, ZOHO_DATA_CENTER and so on are one without a file."
    },
    footer = {
      "%n@|bold Examples|@",
      "  zoho profiles",
      "  zoho profiles add work --client-id=1000.ABC --data-center=eu --login=code",
      "  zoho profiles set work scopes=ZohoCRM.org.READ",
      "  zoho profiles secret work < secret.txt",
      "  zoho profiles secret work in           the secret of one data center",
      "  zoho profiles use work",
      "  zoho profiles show work",
      "  zoho profiles remove work",
      ExitCode.LIST
    })
final class ProfilesCommand implements Callable<Integer> {

  private final ZohoCommand zoho;

  ProfilesCommand(ZohoCommand zoho) {
    this.zoho = zoho;
  }

  @Override
  public Integer call() {
    List<String> names = zoho.profiles().names();
    String current = zoho.profiles().currentName().orElse("");
    if (zoho.isJson()) {
      ArrayNode answer = JsonNodeFactory.instance.arrayNode();
      names.forEach(
          name -> answer.addObject().put("name", name).put("current", name.equals(current)));
      zoho.print(answer);
    } else if (names.isEmpty()) {
      say("No profile yet. Make one: zoho profiles add, or try a Zoho on this machine: zoho local");
    } else {
      names.forEach(name -> say((name.equals(current) ? "* " : "  ") + name));
    }
    return ExitCode.OK;
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = {
        "Adds a profile. The client secret is asked for, or is a line on standard input.",
        "A line that is empty stands for none."
      })
  Integer add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--client-id", required = true, paramLabel = "ID") String clientId,
      @Option(names = "--data-center", required = true, paramLabel = "CODE") String dataCenter,
      @Option(names = "--login", required = true, paramLabel = "KIND") LoginKind login,
      @Option(names = "--redirect-uri", paramLabel = "URI") @Nullable String redirectUri,
      @Option(names = "--scopes", paramLabel = "SCOPES") @Nullable String scopes) {
    Map<String, String> settings = new HashMap<>();
    settings.put(Setting.CLIENT_ID.key(), clientId);
    settings.put(Setting.DATA_CENTER.key(), dataCenter);
    settings.put(Setting.LOGIN.key(), login.toString());
    if (redirectUri != null) {
      settings.put(Setting.REDIRECT_URI.key(), redirectUri);
    }
    if (scopes != null) {
      settings.put(Setting.SCOPES.key(), scopes);
    }
    settings.put(Setting.CLIENT_SECRET.key(), zoho.around().secret("Client secret"));
    save(new Profile(name, settings));
    return ExitCode.OK;
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Changes a setting; an empty value removes it. Not for secrets.")
  Integer set(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "SETTING=VALUE") Map<String, String> changes) {
    changes.keySet().forEach(ProfilesCommand::requirePlain);
    return change(name, changes);
  }

  private static void requirePlain(String key) {
    Setting setting =
        Setting.of(key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No setting has this name. There are "
                            + String.join(
                                ", ",
                                List.of(Setting.values()).stream().map(Setting::key).toList())));
    if (setting.isSecret()) {
      throw new IllegalArgumentException(
          "%s is a secret, which other users can see on a command line. Say: zoho profiles %s NAME"
              .formatted(key, setting == Setting.TOKEN_KEYS ? "keys" : "secret"));
    }
  }

  @Command(
      name = "secret",
      mixinStandardHelpOptions = true,
      description = "Sets the client secret, which is asked for, or is a line on standard input.")
  Integer secret(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "DATA-CENTER", arity = "0..1") @Nullable String location) {
    String key = Setting.CLIENT_SECRET.key() + (location == null ? "" : "." + location);
    return change(name, Map.of(key, zoho.around().secret("Client secret")));
  }

  @Command(
      name = "keys",
      mixinStandardHelpOptions = true,
      description = {
        "Sets the keys that encrypt the tokens, such as 2026-12: and what",
        "'openssl rand -base64 32' prints. They are asked for, or a line on standard input.",
        "Log in afterwards: tokens in plain text are refused then."
      })
  Integer keys(@Parameters(paramLabel = "NAME") String name) {
    return change(name, Map.of(Setting.TOKEN_KEYS.key(), zoho.around().secret("Token keys")));
  }

  private Integer change(String name, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(zoho.profiles().stored(name).settings());
    settings.putAll(changes);
    settings.values().removeIf(String::isBlank);
    save(new Profile(name, settings));
    return ExitCode.OK;
  }

  private void save(Profile profile) {
    zoho.profiles().save(profile);
    zoho.around().err().println("Saved: " + zoho.profiles().file(profile.name()));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows the settings, without the secrets.")
  Integer show(@Parameters(paramLabel = "NAME") String name) {
    new TreeMap<>(zoho.profiles().stored(name).settings())
        .forEach(
            (key, value) -> {
              boolean secret = Setting.of(key).map(Setting::isSecret).orElse(true);
              say("%-18s %s".formatted(key, secret ? "(set)" : value));
            });
    return ExitCode.OK;
  }

  @Command(
      name = "use",
      mixinStandardHelpOptions = true,
      description = "Makes a profile the one to use.")
  Integer use(@Parameters(paramLabel = "NAME") String name) {
    Profile unused = zoho.profiles().stored(name);
    zoho.profiles().use(name);
    return ExitCode.OK;
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Removes a profile. Its tokens stay: log out before.")
  Integer remove(@Parameters(paramLabel = "NAME") String name) {
    boolean removed = zoho.profiles().remove(name);
    zoho.around().err().println(removed ? "Removed." : "There is no such profile.");
    return removed ? ExitCode.OK : ExitCode.CONFIGURATION;
  }

  private void say(String line) {
    zoho.around().out().println(line);
  }
}
