package io.github.zohooauth.examples.cli.profile;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A client of the API Console by name, as its settings have it. The doctor reads broken ones, too.
 *
 * @param settings by {@link Setting#key}; a secret or stand-in of one data center has its location
 *     after a dot
 */
public record Profile(String name, Map<String, String> settings) {

  /** Copies, in alphabetical order. */
  public Profile {
    settings = Map.copyOf(new TreeMap<>(settings));
  }

  /** Returns the value of a setting that is there and not blank, as it was written. */
  public Optional<String> get(Setting setting) {
    return get(setting.key());
  }

  private Optional<String> get(String key) {
    return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
  }

  /** Returns the value of a setting, and throws if it is missing. */
  public String require(Setting setting) {
    return get(setting)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The profile %s has no %s. Set it: zoho profiles set %s %s=..."
                        .formatted(name, setting.key(), name, setting.key())));
  }

  /** Returns the words of a setting that lists some, separated by commas or blanks. */
  public List<String> list(Setting setting) {
    return get(setting).map(text -> List.of(text.strip().split("[,\\s]+"))).orElse(List.of());
  }

  /** Returns how users log in. */
  public LoginKind login() {
    return LoginKind.parse(get(Setting.LOGIN).orElse("browser"));
  }

  /** Returns where the client is registered. */
  public DataCenter dataCenter() {
    return dataCenter(require(Setting.DATA_CENTER));
  }

  /** Returns the data center with this code: one of the profile's own, or a built-in one. */
  public DataCenter dataCenter(String location) {
    return standIns().stream()
        .filter(own -> own.location().equals(location))
        .findFirst()
        .orElseGet(() -> DataCenter.of(location));
  }

  /** Returns the data centers that Zoho added, or that stand in for Zoho's on this machine. */
  public List<DataCenter> standIns() {
    return under(Setting.STAND_IN).entrySet().stream()
        .map(entry -> standIn(entry.getKey(), entry.getValue().strip().split("\\s+")))
        .toList();
  }

  private static DataCenter standIn(String location, String[] servers) {
    if (servers.length < 2) {
      throw new IllegalArgumentException(
          "stand-in.%s needs the accounts server and the API domain".formatted(location));
    }
    DataCenter found = DataCenter.of(location, URI.create(servers[0]), URI.create(servers[1]));
    return servers.length < 3
        ? found
        : found.withApiDomain(Environment.SANDBOX, URI.create(servers[2]));
  }

  /** Returns all data centers that the client may meet, its own ones in place of built-in ones. */
  public List<DataCenter> dataCenters() {
    List<DataCenter> all = new ArrayList<>(standIns());
    List<String> own = all.stream().map(DataCenter::location).toList();
    DataCenter.builtIn().stream().filter(one -> !own.contains(one.location())).forEach(all::add);
    return all;
  }

  /** Returns the secrets of single data centers, as Multi DC in the API Console shows them. */
  public Map<DataCenter, String> secrets() {
    Map<DataCenter, String> secrets = new LinkedHashMap<>();
    under(Setting.CLIENT_SECRET).forEach((place, secret) -> secrets.put(dataCenter(place), secret));
    return secrets;
  }

  /** Returns the secret for a data center: its own, or the one for all. */
  public Optional<String> secret(String location) {
    return get(Setting.CLIENT_SECRET.key() + "." + location).or(() -> get(Setting.CLIENT_SECRET));
  }

  /** Returns the directory of the tokens. */
  public Path tokens(Path home) {
    return get(Setting.TOKENS).map(Path::of).orElseGet(() -> home.resolve("tokens"));
  }

  private Map<String, String> under(Setting setting) {
    Map<String, String> found = new TreeMap<>();
    String prefix = setting.key() + ".";
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix) && !value.isBlank()) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** Names the profile; its settings have secrets. */
  @Override
  public String toString() {
    return name;
  }
}
