package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** If many threads save the same new key at once, there is one row and no thread fails. */
@Tag("D1")
class HerdProofTest {

  private static final int THREADS = 32;
  private static final ExecutorService THREAD_POOL = Executors.newFixedThreadPool(THREADS);

  private record Round(Database db, String table, int number) {}

  @AfterAll
  static void stop() {
    THREAD_POOL.shutdownNow();
  }

  @Test
  void save_ofNewKeyByManyThreads_makesOneRow() {
    List<Round> rounds = new ArrayList<>();
    for (Database db : Database.values()) {
      String table = Database.nextTable();
      db.builder().table(table).build().createSchema();
      for (int i = 0; i < Proof.size(2, 200); i++) {
        rounds.add(new Round(db, table, i));
      }
    }
    Proof.holds("D1", rounds, HerdProofTest::hold);
  }

  private static void hold(Round round) throws Exception {
    String table = round.table();
    TokenKey key = Sample.key(round.number());
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> saves = new ArrayList<>();
    List<StoredToken> saved = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      StoredToken token = Sample.token(i);
      JdbcTokenStore host = round.db().builder().table(table).build();
      saved.add(token);
      saves.add(
          THREAD_POOL.submit(
              () -> {
                start.await();
                host.save(key, token);
                return null;
              }));
    }
    start.countDown();
    for (Future<?> save : saves) {
      save.get(30, TimeUnit.SECONDS);
    }
    assertThat(rows(round.db(), table, key)).isEqualTo(1);
    JdbcTokenStore store = round.db().builder().table(table).build();
    assertThat(saved).contains(store.load(key).orElseThrow());
    store.save(key, Sample.token(99));
    assertThat(store.load(key)).as("the last one").contains(Sample.token(99));
  }

  private static int rows(Database db, String table, TokenKey key) throws SQLException {
    String count = "SELECT COUNT(*) FROM " + table + " WHERE key_hash = ?";
    try (Connection connection = db.pool().getConnection();
        PreparedStatement statement = connection.prepareStatement(count)) {
      statement.setString(1, key.sha256());
      try (ResultSet found = statement.executeQuery()) {
        assertThat(found.next()).isTrue();
        return found.getInt(1);
      }
    }
  }
}
