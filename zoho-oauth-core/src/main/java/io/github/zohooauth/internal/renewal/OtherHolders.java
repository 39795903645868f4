package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one renewal sees of other threads, processes and hosts that renew the same token.
 *
 * <p>The steps of a renewal follow each other, so no two threads run in it at once.
 */
final class OtherHolders {

  private final RenewalInput input;
  private volatile Duration waited = Duration.ZERO;
  private volatile @Nullable Instant leasedSince;
  private volatile @Nullable StoredToken lastRecord;

  /** The access token in memory, or else that of the first record; null if there was none. */
  private volatile @Nullable String known;

  OtherHolders(RenewalInput input) {
    this.input = input;
    HeldToken held = input.held();
    this.known = held == null ? null : held.token().value();
  }

  /** Notes a record that a step has read. */
  void see(StoredToken record) {
    if (lastRecord == null && known == null) {
      known = accessToken(record);
    }
    lastRecord = record;
  }

  /** Notes a token of this renewal's own. */
  void exclude(StoredToken record) {
    known = accessToken(record);
  }

  private static @Nullable String accessToken(StoredToken record) {
    StoredToken.Issued issued = record.accessToken();
    return issued == null ? null : issued.value();
  }

  /** Notes a pause because another has the lease. */
  void waitFor(Duration pause) {
    if (leasedSince == null) {
      leasedSince = input.client().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
    waited = waited.plus(pause);
  }

  /** Returns how long the renewal has waited for another holder of the lease. */
  Duration waited() {
    return waited;
  }

  /** Returns the failure of a wait for another holder. A store does not name the holder. */
  TemporaryFailureException heldTooLong() {
    String what =
        "The renewal of %s waited for another: a thread, process or host that shares the store has"
            + " held its lease since %s or earlier, and brought no token. Nothing was sent. The"
            + " lease of a process that died ends by itself within %s: try again later, and check"
            + " for one that hangs.";
    return Failures.of(input.key().clientId())
        .temporary(
            what.formatted(
                input.key(),
                leasedSince,
                Failures.inWords(input.client().policy().leaseDuration())));
  }

  /**
   * Reports the wait, and a token that another has stored.
   *
   * @param taken the record with the token that callers get; null if there is none
   */
  void tell(@Nullable StoredToken taken) {
    RenewalEvents events = input.client().events();
    StoredToken record = lastRecord;
    if (record != null && !waited.isZero()) {
      events.waitedForLease(input.key(), input.dataCenter(record), waited);
    }
    String now = taken == null ? null : accessToken(taken);
    if (taken != null && now != null && !now.equals(known)) {
      events.renewedElsewhere(input.key(), input.dataCenter(taken));
    }
  }
}
