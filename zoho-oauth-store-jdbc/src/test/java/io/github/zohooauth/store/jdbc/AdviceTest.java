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

/** What a message says is to be done, where the database itself is all right. */
class AdviceTest {

  @Test
  void load_whenThePoolIsExhausted_speaksOfThePool() throws SQLException {
    try (HikariDataSource pool = Db.H2.pool(1);
        Connection kept = pool.getConnection()) {
      pool.setConnectionTimeout(250);
      JdbcTokenStore store = JdbcTokenStore.of(pool);
      assertThatThrownBy(() -> store.load(Sample.KEY))
          .hasMessageContaining("The pool gave no connection in time.");
      assertThat(kept.isValid(1)).isTrue();
    }
  }

  @Test
  void createSchema_whenTheUserMayNot_speaksOfTheRight() throws SQLException {
    String table = Db.nextTable();
    try (Connection connection = Db.POSTGRESQL.pool().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA of_" + table);
      statement.execute("CREATE ROLE guest_" + table + " LOGIN");
    }
    JdbcTokenStore guests =
        JdbcTokenStore.builder(Servers.postgres("guest_" + table))
            .table("of_" + table + "." + table)
            .build();
    assertThatThrownBy(guests::createSchema)
        .hasMessageContaining("Grant the database user this right");
  }

  @Test
  void createSchema_withoutTheSchemaOfTheTable_asksForIt() {
    JdbcTokenStore nowhere = Db.POSTGRESQL.builder().table("nowhere.tokens").build();
    assertThatThrownBy(nowhere::createSchema)
        .hasMessageContaining("Create the schema of the table first.");
  }

  @Test
  void load_afterThePoolWasClosed_speaksOfThePool() {
    HikariDataSource pool = Db.H2.pool(1);
    JdbcTokenStore store = JdbcTokenStore.of(pool);
    pool.close();
    assertThatThrownBy(() -> store.load(Sample.KEY))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("The pool or its connection is closed.")
        .hasMessageNotContaining("HikariPool");
  }

  @Test
  void load_fromADatabaseThatIsNotThere_speaksOfItsName() {
    JdbcTokenStore postgres = JdbcTokenStore.of(Servers.postgresDatabase("no_such_database"));
    assertThatThrownBy(() -> postgres.load(Sample.KEY))
        .hasMessageContaining("SQLState 3D000")
        .hasMessageContaining("The database in the JDBC URL does not exist.");
  }

  @ParameterizedTest
  @CsvSource({"42000,1049", "3D000,0", "S0001,4060", "90149,90149"})
  void load_fromADatabaseThatIsNotThere_speaksOfItsName_forEachDriver(String state, int code) {
    DataSource missing =
        (DataSource)
            Proxy.newProxyInstance(
                AdviceTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  throw new SQLException("unknown", state, code);
                });
    assertThatThrownBy(() -> JdbcTokenStore.of(missing).load(Sample.KEY))
        .hasMessageContaining("The database in the JDBC URL does not exist.")
        .hasMessageNotContaining("unknown");
  }
}
