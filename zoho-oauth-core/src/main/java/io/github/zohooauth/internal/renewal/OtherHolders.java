package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What one renewal or adoption sees of other threads, processes and hosts that hold the lease of
 * the same token.
 *
 * <p>Its steps follow each other, so no two threads run in it at once.
 */
final class OtherHolders {

  private final RenewalContext client;
  private final TokenKey key;
  private volatile Duration waited = Duration.ZERO;
  private volatile @Nullable Instant leasedSince;
  private volatile @Nullable StoredToken lastRecord;

  /** The access token in memory, or else that of the first record; null if there was none. */
  private volatile @Nullable String known;

  /**
   * Begins with what is in memory.
   *
   * @param held the token in memory; null if there is none
   */
  OtherHolders(RenewalContext client, TokenKey key, @Nullable HeldToken held) {
    this.client = client;
    this.key = key;
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

  /** Returns the pause before the next look at the lease, different for each look. */
  static Duration nextPause() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 150));
  }

  /** Notes a pause because another has the lease. */
  void waitFor(Duration pause) {
    if (leasedSince == null) {
      leasedSince = client.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
    waited = waited.plus(pause);
  }

  /** Returns how long this one has waited for another holder of the lease. */
  Duration waited() {
    return waited;
  }

  /**
   * Returns the failure of a wait for another holder. A store does not name the holder.
   *
   * @param work what has waited
   */
  TemporaryFailureException heldTooLong(String work) {
    String what =
        "The %s of %s waited for another: a thread, process or host that shares the store has held"
            + " its lease since %s or earlier, and brought no token. Nothing was sent or stored."
            + " The lease of a process that died ends by itself within %s: try again later, and"
            + " check for one that hangs.";
    String lease = Failures.inWords(client.policy().leaseDuration());
    return Failures.of(key.clientId()).temporary(what.formatted(work, key, leasedSince, lease));
  }

  /**
   * Reports the wait, and a token that another has stored.
   *
   * @param taken the record with the token that callers get; null if there is none
   */
  void tell(@Nullable StoredToken taken) {
    RenewalEvents events = client.events();
    if (!waited.isZero()) {
      StoredToken record = lastRecord; // null if it waited to adopt the setting, which is of home
      DataCenter at = record == null ? client.home() : client.dataCenters().of(record);
      events.waitedForLease(key, at, waited);
    }
    String now = taken == null ? null : accessToken(taken);
    if (taken != null && now != null && !now.equals(known)) {
      events.renewedElsewhere(key, client.dataCenters().of(taken));
    }
  }
}
