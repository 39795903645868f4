package io.github.zohooauth.internal.endpoint;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Origin;
import io.github.zohooauth.store.StoredToken;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The allow-list of one client: the built-in data centers and its own, by location.
 *
 * <p>Input from outside only selects an entry. No host is ever made from such input.
 */
public final class DataCenters {

  /**
   * Accepts ASCII only, because the lower case of some other letters is ASCII (the Kelvin sign).
   */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{2,16}");

  private final String clientId;
  private final Map<String, DataCenter> byLocation = new LinkedHashMap<>();

  /**
   * Makes the allow-list of one client.
   *
   * @param home the data center where the client is registered; China is isolated from the others
   * @param own the data centers that the application adds
   */
  public DataCenters(String clientId, DataCenter home, Collection<DataCenter> own) {
    this.clientId = clientId;
    for (DataCenter each : DataCenter.builtIn()) {
      if (isChina(each) == isChina(home)) {
        put(each);
      }
    }
    put(home);
    for (DataCenter each : own) {
      put(each);
    }
  }

  private static boolean isChina(DataCenter dataCenter) {
    return dataCenter.location().equals(DataCenter.CN.location());
  }

  /** Adds a data center, which replaces the built-in one of its location. */
  private void put(DataCenter dataCenter) {
    byLocation.put(dataCenter.location(), dataCenter);
  }

  /** Returns the data center with this location code, ignoring case. */
  public Optional<DataCenter> at(String location) {
    return CODE.matcher(location).matches()
        ? Optional.ofNullable(byLocation.get(location.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** Returns the data center with this accounts server. One slash at the end is ignored. */
  public Optional<DataCenter> withAccountsServer(String url) {
    return byLocation.values().stream()
        .filter(dataCenter -> isAccountsServer(url, dataCenter))
        .findFirst();
  }

  /** Returns whether the text is exactly the accounts server, except for one slash at the end. */
  public static boolean isAccountsServer(String text, DataCenter dataCenter) {
    return dataCenter.accountsServer().toString().equals(Origin.withoutSlash(text));
  }

  /** Returns a record at this data center without any token. */
  public static StoredToken blank(DataCenter dataCenter) {
    return new StoredToken(dataCenter.location(), null, null, null, Map.of(), Map.of());
  }

  public DataCenter of(StoredToken stored) {
    DataCenter dataCenter = byLocation.get(stored.location());
    if (dataCenter == null) {
      throw Failures.of(clientId)
          .configuration(
              "The stored token is from data center '%s', which this client does not know: name it with dataCenters(...)."
                  .formatted(stored.location()));
    }
    return dataCenter;
  }
}
