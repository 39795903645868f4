package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.store.StoredToken;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the clock of the host that wrote a row was ahead of the database's.
 *
 * <p>If the database's clock goes back, a token that is dead by the clocks of its writer and its
 * reader would seem to live. While there is no lease, the row has this number in the column for the
 * lease's end. It is below all times, so no version of this library takes it for a lease.
 */
final class WriterClock {

  /** No number, as in a row of an older version, or with a lease that was not given back. */
  static final long UNKNOWN = 0;

  private static final long BASE = -(1L << 60);
  private static final long MOST = 1L << 58;

  private WriterClock() {}

  /** Returns the number of a writer whose clock was ahead by this. */
  static long of(Duration ahead) {
    return BASE + Math.max(-MOST, Math.min(MOST, ahead.toMillis()));
  }

  /** Returns the number in the row, to be written again. */
  static long in(Row row) {
    return row.leaseUntil() < 0 ? row.leaseUntil() : UNKNOWN;
  }

  /**
   * Returns the record; if its access token lives by the database's clock and is dead by the clocks
   * of both hosts, it has expired. Then the database's clock went back, or a host's clock is wrong
   * and one more renewal does no harm.
   *
   * @param token as this host's clock would have written it
   */
  static StoredToken judged(StoredToken token, Row row) {
    StoredToken.Issued access = token.accessToken();
    Instant obtainedAt = token.obtainedAt();
    if (access == null || obtainedAt == null || row.leaseUntil() >= 0) {
      return token;
    }
    Instant now = Instant.ofEpochMilli(row.now()).plus(row.ahead());
    Duration apart = row.ahead().minusMillis(row.leaseUntil() - BASE);
    boolean lives = access.expiresAt().isAfter(now);
    if (!lives || access.expiresAt().minus(apart).isAfter(now)) {
      return token;
    }
    return new StoredToken(
        token.location(),
        new StoredToken.Issued(access.value(), now, access.scopes(), access.apiDomain()),
        obtainedAt.isAfter(now) ? now : obtainedAt,
        token.refreshToken(),
        token.details(),
        token.notes());
  }
}
