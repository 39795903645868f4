package io.github.zohooauth.examples.readme;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;

/** The European data center of a local Zoho. */
final class LocalEu {

  private LocalEu() {}

  static DataCenter of(LocalZoho zoho) {
    return DataCenter.of(
        "eu", zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
  }
}
