package io.github.zohooauth.localzoho;

import java.time.InstantSource;

/** What all servers of one local Zoho share. */
record World(
    Reading reading,
    InstantSource clock,
    Users users,
    Sessions sessions,
    Consents consents,
    Ledger ledger,
    Enhancements enhancements,
    Throttle throttle,
    CrmRecords crm,
    DeviceAuthorizations devices,
    SigningKeys keys) {

  static World of(Reading reading, InstantSource clock) {
    return new World(
        reading,
        clock,
        new Users(),
        new Sessions(),
        new Consents(),
        new Ledger(reading, clock),
        new Enhancements(clock),
        new Throttle(),
        new CrmRecords(),
        new DeviceAuthorizations(),
        new SigningKeys(reading));
  }
}
