package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.StoredToken;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the clock of the host that wrote a row was ahead of the database's, which the row tells
 * while there is no lease on it.
 *
 * <p>The database's clock alone would serve a dead token after it went back: by the clocks of
 * writer and reader the token is dead. The number stands where a lease ends otherwise, below all
 * times, so that it is a lease for no version of this library.
 */
final class WriterClock {

  /** No number: a row that an older version wrote, or a lease that was not given back. */
  static final long UNKNOWN = 0;

  private static final long BASE = -(1L << 60);
  private static final long MOST = 1L << 58;

  private WriterClock() {}

  /** What a row says of a writer whose clock was ahead by this. */
  static long of(Duration ahead) {
    return BASE + Math.max(-MOST, Math.min(MOST, ahead.toMillis()));
  }

  /** What the row says, to be said again. */
  static long in(Row row) {
    return row.leaseUntil() < 0 ? row.leaseUntil() : UNKNOWN;
  }

  /**
   * Returns the record with an access token that has expired, if it lives by the database's clock
   * and is dead by the clocks of both hosts. Either the database's clock went back, or a host's
   * clock is wrong and one more renewal does no harm.
   *
   * @param token as this host's clock would have written it
   */
  static StoredToken judged(StoredToken token, Row row) {
    AccessToken access = token.accessToken().orElse(null);
    Instant obtainedAt = token.obtainedAt().orElse(null);
    if (access == null || obtainedAt == null || row.leaseUntil() >= 0) {
      return token;
    }
    Instant now = Instant.ofEpochMilli(row.now()).plus(row.ahead());
    Duration apart = row.ahead().minusMillis(row.leaseUntil() - BASE);
    boolean lives = access.expiresAt().isAfter(now);
    if (!lives || access.expiresAt().minus(apart).isAfter(now)) {
      return token;
    }
    AccessToken expired = new AccessToken(access.value(), now, access.scopes(), access.apiDomain());
    return token.withAccessToken(expired, obtainedAt.isAfter(now) ? now : obtainedAt);
  }
}
