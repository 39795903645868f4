package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts create the table, and the store checks it. */
class SchemaTest {

  private static final String HAND_MADE =
      " (key_hash CHAR(64), key_text VARCHAR(99), payload VARCHAR(255),"
          + " fence BIGINT, lease_until BIGINT)";

  private static void run(Database db, String... statements) throws SQLException {
    try (Connection connection = db.pool().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static JdbcTokenStore over(Database db, String table) {
    return db.builder().table(table).build();
  }

  @ParameterizedTest
  @EnumSource
  void createSchema_repeated_createsATableThatVerifySchemaAccepts(Database db) {
    JdbcTokenStore store = over(db, Database.nextTable());
    assertThatThrownBy(store::verifySchema)
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("it is missing, or this user may not read it")
        .hasMessageContaining("createSchema()");
    store.createSchema();
    store.verifySchema();
    store.save(Sample.KEY, Sample.token(1));
    store.createSchema();
    assertThat(store.load(Sample.KEY)).contains(Sample.token(1));
  }

  @ParameterizedTest
  @EnumSource
  void verifySchema_namesMissingColumns(Database db) throws SQLException {
    String noLease = Database.nextTable();
    run(db, "CREATE TABLE " + noLease + " (key_hash CHAR(64), key_text CHAR(9), payload CHAR(9))");
    assertThatThrownBy(over(db, noLease)::verifySchema)
        .hasMessageContaining("it has no column fence, lease_until.");
  }

  @ParameterizedTest
  @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE) // which has no lengths
  void verifySchema_ofHandMadeTable_namesItsProblems(Database db) throws SQLException {
    String table = Database.nextTable();
    run(db, "CREATE TABLE " + table + HAND_MADE);
    assertThatThrownBy(over(db, table)::verifySchema)
        .hasMessageContaining("key_hash is not its primary key")
        .hasMessageContaining("payload is shorter than 4,000 characters");
  }

  @Test
  void verifySchema_onDerbyWithoutFunction_namesIt() throws SQLException {
    String table = Database.nextTable();
    over(Database.DERBY, table).createSchema();
    run(Database.DERBY, "DROP FUNCTION " + table + "_now");
    assertThatThrownBy(over(Database.DERBY, table)::verifySchema)
        .hasMessageContaining("the function that returns the time is missing");
  }

  @Test
  void verifySchema_namesMissingRights() throws SQLException {
    String table = Database.nextTable();
    over(Database.POSTGRESQL, table).createSchema();
    run(
        Database.POSTGRESQL,
        "CREATE ROLE reader_" + table + " LOGIN",
        "GRANT SELECT ON " + table + " TO reader_" + table);
    JdbcTokenStore readers =
        JdbcTokenStore.builder(DatabaseServers.postgres("reader_" + table)).table(table).build();
    assertThatThrownBy(readers::verifySchema)
        .hasMessageContaining("this user may not INSERT; this user may not UPDATE")
        .hasMessageContaining("this user may not DELETE");
  }

  @Test
  void table_withSchema_works() throws SQLException {
    run(Database.POSTGRESQL, "CREATE SCHEMA IF NOT EXISTS auth");
    run(Database.H2, "CREATE SCHEMA IF NOT EXISTS auth");
    run(Database.DERBY, "CREATE SCHEMA auth");
    for (Database db : List.of(Database.POSTGRESQL, Database.H2, Database.DERBY)) {
      JdbcTokenStore store = over(db, "auth." + Database.nextTable());
      store.createSchema();
      store.verifySchema();
      store.save(Sample.KEY, Sample.token(1));
      store.tryLease(Sample.KEY).orElseThrow().close();
      assertThat(store.load(Sample.KEY)).contains(Sample.token(1));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB", "MYSQL_DRIVER", "H2", "HSQLDB", "DERBY"})
  void verifySchema_whenTwoSchemasHaveTheTable_checksTheRightOne(Database db) throws SQLException {
    String table = Database.nextTable();
    String other = "tenant_" + table;
    run(db, "CREATE SCHEMA " + other);
    for (String name : List.of(table, other + "." + table)) {
      over(db, name).createSchema();
    }
    over(db, table).verifySchema();
    over(db, other + "." + table).verifySchema();
    run(db, "DROP TABLE " + other + "." + table);
    run(db, "CREATE TABLE " + other + "." + table + HAND_MADE);
    over(db, table).verifySchema();
    assertThatThrownBy(over(db, other + "." + table)::verifySchema)
        .hasMessageContaining("key_hash is not its primary key");
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2", "DERBY"})
  void createSchema_byManyHostsAtOnce_succeedsOnAll(Database db) {
    db.pool();
    String table = Database.nextTable();
    List<CompletableFuture<Void>> hosts =
        Stream.generate(() -> CompletableFuture.runAsync(() -> over(db, table).createSchema()))
            .limit(8)
            .toList();
    assertThatCode(() -> hosts.forEach(CompletableFuture::join)).doesNotThrowAnyException();
    over(db, table).verifySchema();
  }
}
