package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.store.TokenKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table, as it is read under its key.
 *
 * <p>The column {@code lease_until} holds the end of a lease. Without a lease it holds a negative
 * number: how far the clock of the host that wrote the record was ahead of the database's clock. No
 * version of this library takes a negative number for a lease.
 *
 * @param payload the record as the codec wrote it; null if the row exists only for its lease
 * @param fence a random number; each write of the record and each new lease changes it
 * @param leaseUntil the column {@code lease_until}; 0 if it is null
 * @param now the database's time, in milliseconds since 1970
 * @param ahead how far this host's clock was ahead of the database's
 */
record TokenRow(@Nullable String payload, long fence, long leaseUntil, long now, Duration ahead) {

  /**
   * The columns of a record that is written.
   *
   * @param keyText the key in plain text; null if the payload is encrypted
   * @param payload the record as the codec wrote it
   * @param leaseUntil the value of {@code lease_until} while there is no lease
   */
  record Values(@Nullable String keyText, String payload, long leaseUntil) {}

  /**
   * A row in a list of rows.
   *
   * @param hash {@link TokenKey#sha256} of its key
   * @param keyText the key in plain text; null if the payload is encrypted
   * @param payload the record as the codec wrote it
   */
  record Listed(String hash, @Nullable String keyText, String payload) {}

  /** The value of {@code lease_until} in a row that does not tell its writer's clock. */
  static final long WRITER_UNKNOWN = 0;

  /** If a lease ends later than this, it was taken before the database's clock was set back. */
  private static final long LONGEST_LEASE_MILLIS = 60_000;

  private static final long WRITER_BASE = -(1L << 60);
  private static final long WRITER_LIMIT = 1L << 58;

  /** Returns the row under a key that has none. */
  static TokenRow absent() {
    return new TokenRow(null, 0, WRITER_UNKNOWN, 0, Duration.ZERO);
  }

  /** Returns the value of {@code lease_until} for a writer whose clock is ahead by this much. */
  static long writtenBy(Duration ahead) {
    return WRITER_BASE + Math.max(-WRITER_LIMIT, Math.min(WRITER_LIMIT, ahead.toMillis()));
  }

  /** Returns how far its writer's clock was ahead of the database's; null if unknown. */
  @Nullable Duration writerAhead() {
    return leaseUntil < 0 ? Duration.ofMillis(leaseUntil - WRITER_BASE) : null;
  }

  /** Returns the value of {@code lease_until} that the row has again after a lease. */
  long leaseUntilAfterLease() {
    return leaseUntil < 0 ? leaseUntil : WRITER_UNKNOWN;
  }

  boolean isLeased() {
    return leaseUntil > now && leaseUntil - now <= LONGEST_LEASE_MILLIS;
  }

  TokenRow withFence(long fence) {
    return new TokenRow(payload, fence, leaseUntil, now, ahead);
  }
}
