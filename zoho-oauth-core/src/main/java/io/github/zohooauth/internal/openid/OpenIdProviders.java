package io.github.zohooauth.internal.openid;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.endpoint.DataCenters;
import io.github.zohooauth.internal.endpoint.ErrorReader;
import io.github.zohooauth.internal.transport.HttpCall;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The OpenID providers of one client, one for each data center where its users sign in. */
public final class OpenIdProviders {

  private final DataCenters known;
  private final String clientId;
  private final HttpCall http;
  private final ErrorReader errors;
  private final InstantSource clock;
  private final ConcurrentMap<String, OpenIdProvider> byLocation = new ConcurrentHashMap<>();

  public OpenIdProviders(
      DataCenters known, String clientId, HttpCall http, ErrorReader errors, InstantSource clock) {
    this.known = known;
    this.clientId = clientId;
    this.http = http;
    this.errors = errors;
    this.clock = clock;
  }

  OpenIdProvider at(DataCenter dataCenter) {
    return byLocation.computeIfAbsent(
        dataCenter.location(),
        location ->
            new OpenIdProvider(
                known, new IdTokenRefusal(clientId, dataCenter), http, errors, clock));
  }
}
