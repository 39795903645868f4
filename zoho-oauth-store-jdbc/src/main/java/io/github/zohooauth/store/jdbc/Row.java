package io.github.zohooauth.store.jdbc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the table has under one key.
 *
 * @param payload the record as the codec wrote it; null if there is none yet, and the row is there
 *     for its lease alone
 * @param fence a random number that changes whenever the record is written or a lease taken
 * @param leaseUntil when the lease ends, or the number of {@link WriterClock}
 * @param now the database's time
 * @param ahead how far this host's clock was ahead of the database's
 */
record Row(@Nullable String payload, long fence, long leaseUntil, long now, Duration ahead) {

  /** No lease is longer: one that ends later is from before the database's clock went back. */
  private static final long LONGEST_LEASE_MILLIS = 60_000;

  boolean leased() {
    return leaseUntil > now && leaseUntil - now <= LONGEST_LEASE_MILLIS;
  }

  Row withFence(long fence) {
    return new Row(payload, fence, leaseUntil, now, ahead);
  }
}
