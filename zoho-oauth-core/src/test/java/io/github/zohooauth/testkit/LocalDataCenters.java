package io.github.zohooauth.testkit;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;

/** The data centers of a local Zoho, as the library takes them. */
public final class LocalDataCenters {

  private LocalDataCenters() {}

  public static DataCenter of(LocalZoho zoho, String location) {
    return DataCenter.of(
            location,
            zoho.accountsServer(location),
            zoho.apiBase(location, CrmEnvironment.PRODUCTION))
        .withApiDomain(Environment.SANDBOX, zoho.apiBase(location, CrmEnvironment.SANDBOX))
        .withApiDomain(Environment.DEVELOPER, zoho.apiBase(location, CrmEnvironment.DEVELOPER));
  }
}
