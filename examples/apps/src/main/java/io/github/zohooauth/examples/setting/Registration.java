package io.github.zohooauth.examples.setting;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ServerRole;
import java.time.InstantSource;
import java.util.List;

/**
 * A client as the API Console shows it, and the Zoho where it is registered.
 *
 * @param dataCenter where the client is registered
 * @param linked the data centers that stand in for Zoho's own; none at the real Zoho
 * @param clock the time there
 */
public record Registration(
    String clientId,
    String clientSecret,
    DataCenter dataCenter,
    List<DataCenter> linked,
    InstantSource clock) {

  /** Copies. */
  public Registration {
    linked = List.copyOf(linked);
  }

  /** Returns the client that {@code ZOHO_CLIENT_ID} and so on name. */
  public static Registration of(Settings settings) {
    return new Registration(
        settings.get("ZOHO_CLIENT_ID"),
        settings.get("ZOHO_CLIENT_SECRET"),
        settings.dataCenter(),
        List.of(),
        InstantSource.system());
  }

  /** Returns a client of a Zoho on this machine. */
  public static Registration of(LocalZoho zoho, Client client) {
    return new Registration(
        client.id(),
        client.secret(),
        dataCenter(zoho, client.location()),
        zoho.locations().stream().map(location -> dataCenter(zoho, location)).toList(),
        zoho.clock());
  }

  /** Returns {@link #linked} as builders take it. */
  public DataCenter[] dataCenters() {
    return linked.toArray(DataCenter[]::new);
  }

  private static DataCenter dataCenter(LocalZoho zoho, String location) {
    return DataCenter.of(
            location,
            zoho.accountsServer(location),
            zoho.apiBase(location, CrmEnvironment.PRODUCTION))
        .withApiDomain(Environment.SANDBOX, zoho.apiBase(location, CrmEnvironment.SANDBOX))
        .withApiDomain(Environment.DEVELOPER, zoho.apiBase(location, CrmEnvironment.DEVELOPER))
        .withProduct("show", zoho.server(ServerRole.SHOW, location));
  }

  /** Names the client and its data center. */
  @Override
  public String toString() {
    return clientId + " in " + dataCenter.location();
  }
}
