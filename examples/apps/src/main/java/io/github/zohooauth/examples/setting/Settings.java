package io.github.zohooauth.examples.setting;

import io.github.zohooauth.DataCenter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The environment variables that name a client of yours at the real Zoho: all of them, or none. */
public final class Settings {

  private final Map<String, String> environment;
  private final List<String> names;

  private Settings(Map<String, String> environment, List<String> names) {
    this.environment = environment;
    this.names = names;
  }

  /** Returns those of an environment that have these names. */
  public static Settings in(Map<String, String> environment, String... names) {
    return new Settings(environment, List.of(names));
  }

  /** Returns whether any is set. */
  public boolean areThere() {
    return names.stream().anyMatch(environment::containsKey);
  }

  /** Returns the value of one, and throws if it is missing. */
  public String get(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          name + " is missing: set all of " + names + ", or none for the Zoho on this machine");
    }
    return value;
  }

  /**
   * Returns the data center with the location that {@code ZOHO_DC} has, such as {@code eu}; where
   * {@code ZOHO_ACCOUNTS_SERVER} and {@code ZOHO_API_DOMAIN} are set, one that stands in for it.
   */
  public DataCenter dataCenter() {
    String location = get("ZOHO_DC").toLowerCase(Locale.ROOT);
    String accountsServer = environment.get("ZOHO_ACCOUNTS_SERVER");
    String apiDomain = environment.get("ZOHO_API_DOMAIN");
    if (accountsServer != null && apiDomain != null) {
      return DataCenter.of(location, URI.create(accountsServer), URI.create(apiDomain));
    }
    return DataCenter.builtIn().stream()
        .filter(known -> known.location().equals(location))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "ZOHO_DC is none of "
                        + DataCenter.builtIn().stream().map(DataCenter::location).toList()));
  }
}
