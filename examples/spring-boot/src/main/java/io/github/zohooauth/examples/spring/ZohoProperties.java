package io.github.zohooauth.examples.spring;

import io.github.zohooauth.DataCenter;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The client, as the API Console shows it.
 *
 * @param dataCenter where it is registered, such as {@code eu}
 * @param accountsServer of a Zoho that stands in for the real one, with {@code apiDomain}
 */
@ConfigurationProperties("zoho")
record ZohoProperties(
    String clientId,
    String clientSecret,
    String dataCenter,
    URI redirectUri,
    @Nullable URI accountsServer,
    @Nullable URI apiDomain) {

  DataCenter home() {
    if (accountsServer != null && apiDomain != null) {
      return DataCenter.of(dataCenter, accountsServer, apiDomain);
    }
    return DataCenter.builtIn().stream()
        .filter(known -> known.location().equals(dataCenter))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("zoho.data-center is not known"));
  }

  /** Names the client and its data center. */
  @Override
  public String toString() {
    return clientId + " in " + dataCenter;
  }
}
