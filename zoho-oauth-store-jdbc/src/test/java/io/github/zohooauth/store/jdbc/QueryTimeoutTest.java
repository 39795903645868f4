package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.github.zohooauth.TokenStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock of another session ends as an error of the owner whose row it is. */
class QueryTimeoutTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  @ParameterizedTest
  @CsvSource({"POSTGRESQL,57014", "MARIADB,70100", "MYSQL_DRIVER,''", "H2,''", "SQLITE,''"})
  void save_whileAnotherSessionLocksTheRow_failsByName_andOthersGoOn(Database db, String state)
      throws Exception {
    String table = Database.nextTable();
    try (HikariDataSource pool = db.pool(1);
        Connection other = db.unpooled().getConnection()) {
      JdbcTokenStore store =
          JdbcTokenStore.builder(pool).table(table).queryTimeout(TIMEOUT).build();
      store.createSchema();
      store.save(Sample.key(1), Sample.token(1));
      store.save(Sample.key(2), Sample.token(2));
      lock(
          other,
          "UPDATE %s SET fence = 0 WHERE key_hash = '%s'".formatted(table, Sample.key(1).sha256()));
      Throwable failure = inTime(() -> store.save(Sample.key(1), Sample.token(3)));
      assertThat(failure)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining("The token of client=1000.JDBC&user=user-1 could not be saved")
          .hasMessageContaining("SQLState " + state)
          .hasMessageContaining("Find the session that has locked the row.")
          .hasMessageContaining("queryTimeout(...)");
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      if (db != Database.SQLITE) { // it has one lock for the whole database
        store.save(Sample.key(2), Sample.token(4));
        assertThat(store.load(Sample.key(2))).contains(Sample.token(4));
      }
      other.rollback();
      store.save(Sample.key(1), Sample.token(5));
      assertThat(store.load(Sample.key(1))).contains(Sample.token(5));
    }
  }

  @Test
  void everyCall_whileTheTableIsLocked_failsInTime() throws Exception {
    String table = Database.nextTable();
    JdbcTokenStore store = Database.POSTGRESQL.builder().table(table).queryTimeout(TIMEOUT).build();
    store.createSchema();
    List<Consumer<JdbcTokenStore>> calls =
        List.of(
            JdbcTokenStore::createSchema,
            JdbcTokenStore::verifySchema,
            JdbcTokenStore::rekey,
            each -> each.keys(1),
            each -> each.load(Sample.KEY),
            each -> each.delete(Sample.KEY),
            each -> each.tryLease(Sample.KEY));
    try (Connection other = Database.POSTGRESQL.unpooled().getConnection()) {
      lock(other, "LOCK TABLE %s IN ACCESS EXCLUSIVE MODE".formatted(table));
      for (Consumer<JdbcTokenStore> call : calls) {
        assertThat(inTime(() -> call.accept(store)))
            .isInstanceOf(TokenStoreException.class)
            .hasMessageContaining("SQLState 57014");
      }
      other.rollback();
    }
    store.verifySchema();
  }

  /** SQLite asks for a repetition when its own wait for the lock ends. */
  @Test
  void save_whileTheFileIsLocked_isNotRepeatedAfterTheTimeout() throws Exception {
    TimeoutWitness witness = new TimeoutWitness(Database.SQLITE.pool());
    String table = Database.nextTable();
    JdbcTokenStore store =
        JdbcTokenStore.builder(witness.dataSource()).table(table).queryTimeout(TIMEOUT).build();
    store.createSchema();
    store.save(Sample.KEY, Sample.token(1));
    witness.timeouts();
    try (Connection other = Database.SQLITE.unpooled().getConnection()) {
      lock(other, "UPDATE %s SET fence = 0".formatted(table));
      assertThat(inTime(() -> store.save(Sample.KEY, Sample.token(2))))
          .isInstanceOf(TokenStoreException.class);
      assertThat(witness.timeouts()).as("an update, and a look whether it was done").hasSize(2);
      other.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB", "DERBY", "HSQLDB", "SQLITE"})
  void everyStatement_hasTheTimeout_andRestoresTheFormerOne(Database db) throws Exception {
    TimeoutWitness witness = new TimeoutWitness(db.pool());
    String table = Database.nextTable();
    JdbcTokenStore store =
        JdbcTokenStore.builder(witness.dataSource())
            .table(table)
            .queryTimeout(Duration.ofSeconds(7))
            .build();
    store.createSchema();
    store.verifySchema();
    store.save(Sample.KEY, Sample.token(1));
    store.tryLease(Sample.KEY).orElseThrow().close();
    store.rekey();
    store.keys(1);
    store.delete(Sample.KEY);
    assertThat(witness.timeouts()).hasSizeGreaterThan(15).containsOnly(7);
    SdkTokenTable.read(witness.dataSource(), table);
    assertThat(witness.timeouts()).containsExactly(10);
    try (Connection connection = db.pool().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.getQueryTimeout()).as("of the pool's connection").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT1.5S", "PT24H1S"})
  void queryTimeout_withoutUse_isRefusedByName(Duration timeout) {
    JdbcTokenStore.Builder builder = Database.H2.builder();
    assertThatThrownBy(() -> builder.queryTimeout(timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("queryTimeout: ");
  }

  private static void lock(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the failure of a call that has to end long before a lock of another session does. */
  private static Throwable inTime(ThrowingCallable call) throws Exception {
    return CompletableFuture.supplyAsync(() -> catchThrowable(call)).get(30, TimeUnit.SECONDS);
  }
}
