package io.github.zohooauth.localzoho;

/** What all servers of one local Zoho share. */
record World(
    Reading reading,
    LocalClock clock,
    Users users,
    Ledger ledger,
    Throttle throttle,
    CrmRecords crm) {

  static World of(Reading reading, LocalClock clock) {
    return new World(
        reading, clock, new Users(), new Ledger(clock), new Throttle(), new CrmRecords());
  }
}
