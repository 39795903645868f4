package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.protocol.Reading;
import java.time.InstantSource;
import java.util.Optional;

/** What all servers of one local Zoho share. */
public record World(
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

  public static World of(Reading reading, InstantSource clock) {
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

  /**
   * Ends a refresh token and its access tokens, and forgets the consent behind it; returns false if
   * it is no refresh token.
   */
  public boolean evict(String refreshToken) {
    Optional<Grant> grant = ledger.refreshToken(refreshToken);
    grant.ifPresent(consents::forget);
    return ledger.revokeRefreshToken(refreshToken);
  }
}
