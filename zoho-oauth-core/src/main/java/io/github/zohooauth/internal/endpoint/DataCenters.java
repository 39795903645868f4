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
 * <p>Whatever arrives from outside only selects an entry; no host is ever made from a string that
 * arrived.
 */
public final class DataCenters {

  /** Some letters outside ASCII, such as the Kelvin sign, have a lower case that is inside. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{2,16}");

  private final String clientId;
  private final Map<String, DataCenter> byLocation = new LinkedHashMap<>();

  /**
   * Makes that of one client.
   *
   * @param home where the client is registered: users of China have clients there, and no others
   * @param own added by the application
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

  /** A client's own data center replaces the built-in one of that location. */
  private void put(DataCenter dataCenter) {
    byLocation.put(dataCenter.location(), dataCenter);
  }

  /** The data center with this location code, in any capitals of the code's own letters. */
  public Optional<DataCenter> at(String location) {
    return CODE.matcher(location).matches()
        ? Optional.ofNullable(byLocation.get(location.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** The data center whose accounts server this is; one slash at the end changes nothing. */
  public Optional<DataCenter> withAccountsServer(String url) {
    return byLocation.values().stream()
        .filter(dataCenter -> isAccountsServer(url, dataCenter))
        .findFirst();
  }

  /** Whether the text is the accounts server, to the letter or with one slash at its end. */
  public static boolean isAccountsServer(String text, DataCenter dataCenter) {
    return dataCenter.accountsServer().toString().equals(Origin.withoutSlash(text));
  }

  /** A record at this data center without any token. */
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
