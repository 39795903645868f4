package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenStore.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * If the JVM with the lease dies or is paused, another gets the lease within a second of its end.
 *
 * <p>If a paused JVM is resumed, it writes nothing.
 */
@Tag("R4")
class DeadHolderProofTest {

  private static final Duration LATEST = LeaseHolder.LEASE.plusSeconds(1);

  private record Case(int number, boolean killed) {}

  @Test
  void lease_ofDeadHolder_ends_andItsHolderCannotWrite() throws SQLException {
    String table = Database.nextTable();
    JdbcTokenStore store = LeaseHolder.store(Database.POSTGRESQL.pool(), table);
    store.createSchema();
    String url;
    try (Connection connection = Database.POSTGRESQL.pool().getConnection()) {
      url = connection.getMetaData().getURL() + "&user=postgres";
    }
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < Proof.size(2, 250); i++) {
      cases.add(new Case(i, i % 5 != 1)); // 200 kills and 50 pauses
    }
    Proof.holds("R4", cases, example -> hold(store, url, table, example));
  }

  private static void hold(JdbcTokenStore store, String url, String table, Case example)
      throws Exception {
    store.save(Sample.key(example.number()), Sample.token(1));
    try (LeaseHolder holder = LeaseHolder.start(url, table, example.number())) {
      if (example.killed()) {
        holder.kill();
      } else {
        holder.pause();
      }
      long since = System.nanoTime();
      try (Lease lease = awaitLease(store, example.number())) {
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(LATEST);
        assertThat(lease.current()).contains(Sample.token(1));
        assertThat(lease.replace(Sample.token(3))).isTrue();
      }
      if (!example.killed()) {
        holder.resume();
        assertThat(holder.write()).isEqualTo("lost");
      }
      assertThat(store.load(Sample.key(example.number()))).contains(Sample.token(3));
    }
  }

  /** Polls for the lease, as a waiting client does. */
  private static Lease awaitLease(JdbcTokenStore store, int key) {
    long since = System.nanoTime();
    assertThat(store.tryLease(Sample.key(key))).as("while the lease lasts").isEmpty();
    while (System.nanoTime() - since < Duration.ofSeconds(10).toNanos()) {
      Optional<Lease> lease = store.tryLease(Sample.key(key));
      if (lease.isPresent()) {
        return lease.get();
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("the lease did not end");
  }
}
