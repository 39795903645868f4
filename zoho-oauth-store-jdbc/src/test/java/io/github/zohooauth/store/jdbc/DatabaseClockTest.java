package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore.Lease;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** If the database's clock is set back, old leases end and expired tokens stay expired. */
class DatabaseClockTest {

  private static final Duration RIGHT = Duration.ZERO;
  private static final Duration HOUR = Duration.ofHours(1);

  private ManualClockPostgres clock;

  @BeforeEach
  void start() throws SQLException {
    clock = new ManualClockPostgres();
  }

  private Instant expiresAt(JdbcTokenStore store) {
    return store.load(Sample.KEY).map(StoredToken::accessToken).orElseThrow().expiresAt();
  }

  private StoredToken fresh() {
    return Sample.token(1, clock.now());
  }

  private void setLeaseUntil(Duration fromNow) throws SQLException {
    long until = clock.now().plus(fromNow).toEpochMilli();
    clock.execute("UPDATE zoho_oauth_token SET lease_until = " + until);
  }

  @Test
  void tryLease_afterClockWasSetBack_takesTheOldLease() throws SQLException {
    JdbcTokenStore host = clock.host(RIGHT);
    host.save(Sample.KEY, fresh());
    clock.setDatabase(HOUR);
    Lease old = host.tryLease(Sample.KEY).orElseThrow();
    assertThat(clock.host(RIGHT).tryLease(Sample.KEY)).as("on the same clock").isEmpty();
    clock.setDatabase(Duration.ZERO);
    try (Lease lease = clock.host(RIGHT).tryLease(Sample.KEY).orElseThrow()) {
      assertThat(old.replace(Sample.token(2))).as("by the holder of the old lease").isFalse();
      assertThat(lease.replace(Sample.token(3))).isTrue();
    }
  }

  @Test
  void tryLease_whenLeaseEndsAfterMoreThanAMinute_takesIt() throws SQLException {
    JdbcTokenStore host = clock.host(RIGHT);
    host.save(Sample.KEY, fresh());
    setLeaseUntil(Duration.ofSeconds(50));
    assertThat(host.tryLease(Sample.KEY)).isEmpty();
    for (Duration later : new Duration[] {Duration.ofSeconds(70), Duration.ofDays(100 * 365)}) {
      setLeaseUntil(later);
      assertThat(host.tryLease(Sample.KEY)).as("%s", later).isPresent();
    }
  }

  @Test
  void load_afterClockWasSetBack_returnsAnExpiredTokenAsExpired() throws SQLException {
    clock.host(RIGHT).save(Sample.KEY, fresh());
    clock.pass(Duration.ofMinutes(90));
    clock.setDatabase(HOUR.negated());
    assertThat(expiresAt(clock.host(RIGHT))).isBeforeOrEqualTo(clock.now());
  }

  @Test
  void load_afterClockWasAheadAndIsCorrected_returnsAnExpiredTokenAsExpired() throws SQLException {
    clock.setDatabase(HOUR);
    clock.host(RIGHT).save(Sample.KEY, fresh());
    clock.pass(Duration.ofMinutes(61));
    clock.setDatabase(Duration.ZERO);
    assertThat(expiresAt(clock.host(RIGHT))).isBeforeOrEqualTo(clock.now());
  }

  @Test
  void load_afterLeaseThatWroteNothing_returnsAnExpiredTokenAsExpired() throws SQLException {
    JdbcTokenStore host = clock.host(RIGHT);
    try (Lease lease = host.tryLease(Sample.KEY).orElseThrow()) {
      assertThat(lease.replace(fresh())).isTrue();
    }
    host.tryLease(Sample.KEY).orElseThrow().close();
    clock.pass(Duration.ofMinutes(90));
    clock.setDatabase(HOUR.negated());
    assertThat(expiresAt(clock.host(RIGHT))).isBeforeOrEqualTo(clock.now());
    try (Lease lease = clock.host(RIGHT).tryLease(Sample.KEY).orElseThrow()) {
      Instant expiresAt = lease.current().map(StoredToken::accessToken).orElseThrow().expiresAt();
      assertThat(expiresAt).isBeforeOrEqualTo(clock.now());
    }
  }

  @Test
  void load_withAnyClockWrong_returnsALiveTokenAsLive() throws SQLException {
    for (Duration database : new Duration[] {HOUR.negated(), Duration.ZERO, HOUR}) {
      for (Duration writer : new Duration[] {Duration.ofMinutes(-5), RIGHT, HOUR}) {
        clock.setDatabase(database);
        clock.host(writer).save(Sample.KEY, Sample.token(1, clock.now().plus(writer)));
        for (Duration reader : new Duration[] {Duration.ofMinutes(-5), RIGHT}) {
          Instant right = clock.now().plus(reader).plus(HOUR);
          assertThat(Duration.between(expiresAt(clock.host(reader)), right).abs())
              .as("database %s, writer %s, reader %s", database, writer, reader)
              .isLessThan(Duration.ofSeconds(2));
        }
      }
    }
  }

  @Test
  void load_rowOfOlderVersion_usesTheDatabasesClock() throws SQLException {
    clock.host(RIGHT).save(Sample.KEY, fresh());
    clock.execute("UPDATE zoho_oauth_token SET lease_until = NULL");
    assertThat(expiresAt(clock.host(RIGHT))).isAfter(clock.now().plus(Duration.ofMinutes(59)));
    try (Lease lease = clock.host(RIGHT).tryLease(Sample.KEY).orElseThrow()) {
      assertThat(lease.current()).isPresent();
    }
    assertThat(expiresAt(clock.host(RIGHT))).isAfter(clock.now().plus(Duration.ofMinutes(59)));
  }
}
