package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What a message says is to be done, where the database itself is all right. */
class AdviceTest {

  @Test
  void load_whenThePoolIsExhausted_speaksOfThePool() throws SQLException {
    try (HikariDataSource pool = Db.H2.pool(1);
        Connection kept = pool.getConnection()) {
      pool.setConnectionTimeout(250);
      JdbcTokenStore store = JdbcTokenStore.of(pool);
      assertThatThrownBy(() -> store.load(Sample.KEY))
          .hasMessageContaining("the pool gave no connection in time");
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
    assertThatThrownBy(guests::createSchema).hasMessageContaining("grant its user the right");
  }

  @Test
  void createSchema_withoutTheSchemaOfTheTable_asksForIt() {
    JdbcTokenStore nowhere = Db.POSTGRESQL.builder().table("nowhere.tokens").build();
    assertThatThrownBy(nowhere::createSchema).hasMessageContaining("create its schema first");
  }
}
