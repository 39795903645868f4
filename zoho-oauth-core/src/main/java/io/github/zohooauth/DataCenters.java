package io.github.zohooauth;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The allow-list of one client: the built-in data centers and its own, by location.
 *
 * <p>Whatever arrives from outside only selects an entry; no host is ever made from a string that
 * arrived.
 */
final class DataCenters {

  private final String clientId;
  private final Map<String, DataCenter> byLocation = new LinkedHashMap<>();

  /**
   * Makes that of one client.
   *
   * @param home where the client is registered: users of China have clients there, and no others
   * @param own added by the application
   */
  DataCenters(String clientId, DataCenter home, Collection<DataCenter> own) {
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

  Optional<DataCenter> at(String location) {
    return Optional.ofNullable(byLocation.get(location));
  }

  /** The data center whose accounts server this is, to the letter. */
  Optional<DataCenter> withAccountsServer(String url) {
    return byLocation.values().stream()
        .filter(dataCenter -> dataCenter.accountsServer().toString().equals(url))
        .findFirst();
  }

  Collection<DataCenter> all() {
    return Collections.unmodifiableCollection(byLocation.values());
  }

  DataCenter of(StoredToken stored) {
    DataCenter dataCenter = byLocation.get(stored.dataCenter());
    if (dataCenter == null) {
      Problem problem =
          Problem.of(
              "The stored token is from data center '%s', which this client does not know: name it with dataCenters(...)."
                  .formatted(stored.dataCenter()));
      throw new ConfigurationException(problem.at(null, clientId), null);
    }
    return dataCenter;
  }
}
