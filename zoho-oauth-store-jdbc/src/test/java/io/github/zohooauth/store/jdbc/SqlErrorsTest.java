package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.zohooauth.TokenStoreException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The message of a failure says what to do. */
class SqlErrorsTest {

  @Test
  void load_whenPoolIsExhausted_namesThePool() throws SQLException {
    try (HikariDataSource pool = Database.H2.pool(1);
        Connection kept = pool.getConnection()) {
      pool.setConnectionTimeout(250);
      JdbcTokenStore store = JdbcTokenStore.of(pool);
      assertThatThrownBy(() -> store.load(Sample.KEY))
          .hasMessageContaining("The pool gave no connection in time.");
      assertThat(kept.isValid(1)).isTrue();
    }
  }

  @Test
  void createSchema_withoutTheRight_asksForIt() throws SQLException {
    String table = Database.nextTable();
    try (Connection connection = Database.POSTGRESQL.pool().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA of_" + table);
      statement.execute("CREATE ROLE guest_" + table + " LOGIN");
    }
    JdbcTokenStore guests =
        JdbcTokenStore.builder(DatabaseServers.postgres("guest_" + table))
            .table("of_" + table + "." + table)
            .build();
    assertThatThrownBy(guests::createSchema)
        .hasMessageContaining("Grant the database user this right");
  }

  @Test
  void createSchema_withoutTheSchema_asksForIt() {
    JdbcTokenStore nowhere = Database.POSTGRESQL.builder().table("nowhere.tokens").build();
    assertThatThrownBy(nowhere::createSchema)
        .hasMessageContaining("Create the schema of the table first.");
  }

  @Test
  void load_whenPoolIsClosed_namesThePool() {
    HikariDataSource pool = Database.H2.pool(1);
    JdbcTokenStore store = JdbcTokenStore.of(pool);
    pool.close();
    assertThatThrownBy(() -> store.load(Sample.KEY))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("The pool or its connection is closed.")
        .hasMessageNotContaining("HikariPool");
  }

  @Test
  void load_fromMissingDatabase_namesTheDatabase() {
    JdbcTokenStore postgres =
        JdbcTokenStore.of(DatabaseServers.postgresDatabase("no_such_database"));
    assertThatThrownBy(() -> postgres.load(Sample.KEY))
        .hasMessageContaining("SQLState 3D000")
        .hasMessageContaining("The database in the JDBC URL does not exist.");
  }

  @ParameterizedTest
  @CsvSource({"42000,1049", "3D000,0", "S0001,4060", "90149,90149"})
  void load_fromMissingDatabase_namesTheDatabase_forEachDriver(String state, int code) {
    DataSource missing =
        (DataSource)
            Proxy.newProxyInstance(
                SqlErrorsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  throw new SQLException("unknown", state, code);
                });
    assertThatThrownBy(() -> JdbcTokenStore.of(missing).load(Sample.KEY))
        .hasMessageContaining("The database in the JDBC URL does not exist.")
        .hasMessageNotContaining("unknown");
  }
}
