package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** If the clocks of hosts are wrong or are set, one host has the lease and all agree on expiry. */
@Tag("D4")
class ClockProofTest {

  /** The error of a clock in seconds. */
  private static final List<Integer> WRONG = List.of(0, 0, 1, -2, 300, -300, 3_600, -3_600, 9);

  /** A host with its own clock. */
  private static final class Host {
    private final JdbcTokenStore store;
    private volatile Duration ahead;

    Host(Database db, String table, Duration ahead) {
      this.ahead = ahead;
      InstantSource clock = () -> Instant.now().plus(this.ahead);
      this.store = db.builder().table(table).clock(clock).build();
    }
  }

  private record Case(Database db, int number, List<Integer> wrong) {}

  private final Map<Database, String> tables = new EnumMap<>(Database.class);

  @Test
  void wrongClocks_changeNeitherExpiryNorLease() {
    Random chance = new Random(Proof.seed("D4", 20260603));
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < Proof.size(30, 500); i++) {
      Database db = Database.ENGINES.get(i % Database.ENGINES.size());
      List<Integer> wrong = new ArrayList<>();
      for (int j = 0; j < 4; j++) {
        wrong.add(WRONG.get(chance.nextInt(WRONG.size())));
      }
      cases.add(new Case(db, i, wrong));
    }
    Database.ENGINES.forEach(
        db -> {
          tables.put(db, Database.nextTable());
          db.builder().table(table(db)).build().createSchema();
        });
    Proof.holds("D4", cases, this::hold);
  }

  private String table(Database db) {
    return Objects.requireNonNull(tables.get(db));
  }

  private void hold(Case example) {
    TokenKey key = Sample.key(example.number());
    List<Duration> wrong = example.wrong().stream().map(Duration::ofSeconds).toList();
    Host writer = new Host(example.db(), table(example.db()), wrong.get(0));
    Host reader = new Host(example.db(), table(example.db()), wrong.get(1));
    writer.store.save(key, Sample.token(1, Sample.NOON.plus(writer.ahead)));
    holdExpiry(reader.store.load(key).orElseThrow(), reader.ahead);
    holdExpiry(writer.store.load(key).orElseThrow(), writer.ahead);

    try (Lease lease = reader.store.tryLease(key).orElseThrow()) {
      assertThat(writer.store.tryLease(key)).as("while another host has the lease").isEmpty();
      reader.ahead = wrong.get(2); // its clock is set
      writer.ahead = wrong.get(3);
      assertThat(writer.store.tryLease(key)).as("after the clock was set").isEmpty();
      assertThat(lease.replace(Sample.token(2, Sample.NOON.plus(reader.ahead)))).isTrue();
    }
    holdExpiry(reader.store.load(key).orElseThrow(), reader.ahead);
    holdExpiry(writer.store.load(key).orElseThrow(), writer.ahead);
    writer.store.tryLease(key).orElseThrow().close();
  }

  /** By a correct clock the token expires an hour after noon. */
  private static void holdExpiry(StoredToken token, Duration ahead) {
    Instant expiresAt = Objects.requireNonNull(token.accessToken()).expiresAt();
    Instant right = Sample.NOON.plus(Duration.ofHours(1)).plus(ahead);
    assertThat(Duration.between(right, expiresAt).abs()).isLessThan(Duration.ofSeconds(2));
    assertThat(Duration.between(token.obtainedAt(), expiresAt)).hasHours(1);
  }
}
