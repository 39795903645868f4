package io.github.zohooauth.examples.cli.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The settings of a profile. */
public enum Setting {
  CLIENT_ID("the client ID of the API Console"),
  CLIENT_SECRET("its secret; client-secret.in is that of one data center"),
  DATA_CENTER("where the client is registered, such as eu"),
  LOGIN("how users log in: browser, device or code"),
  REDIRECT_URI("for login=browser, as registered, on this machine"),
  SCOPES("what to ask for, separated by commas"),
  USERS_IN("the data centers of further users, such as in,us"),
  PROXY("http://host:port; without it, HTTPS_PROXY counts"),
  CA_FILE("a PEM file with certificates to trust beside Java's"),
  TOKEN_KEYS("encrypts the tokens: id:base64 of 32 bytes"),
  TOKENS("the directory of the tokens, for them alone"),
  STAND_IN("stand-in.xx: accounts server and API domain of a further data center");

  private final String meaning;

  Setting(String meaning) {
    this.meaning = meaning;
  }

  /** Returns the name in a profile's file, such as {@code client-id}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the environment variable, such as {@code ZOHO_CLIENT_ID}. */
  public String variable() {
    return "ZOHO_" + name();
  }

  /** Returns what it is, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** Returns whether its value must not be on a command line or on a screen. */
  public boolean isSecret() {
    return this == CLIENT_SECRET || this == TOKEN_KEYS;
  }

  private boolean isForEachDataCenter() {
    return this == CLIENT_SECRET || this == STAND_IN;
  }

  /** Returns the setting of a key in a profile's file. */
  public static Optional<Setting> of(String key) {
    List<Setting> all = Arrays.asList(values());
    return all.stream()
        .filter(
            one ->
                one.key().equals(key)
                    || (one.isForEachDataCenter() && key.startsWith(one.key() + ".")))
        .findFirst();
  }
}
