package io.github.zohooauth.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL whose clock is the test's: a function of the same name comes before the server's
 * own. All times move with {@link #pass}, and the database's alone with {@link #setDatabase}.
 */
final class OwnClock {

  private final PGSimpleDataSource dataSource = (PGSimpleDataSource) Servers.postgres("postgres");
  private final String schema = Db.nextTable();
  private Duration passed = Duration.ZERO;
  private Duration databaseAhead = Duration.ZERO;

  OwnClock() throws SQLException {
    execute("CREATE SCHEMA " + schema);
    execute("CREATE TABLE " + schema + ".ahead (by_millis BIGINT NOT NULL)");
    execute("INSERT INTO " + schema + ".ahead VALUES (0)");
    execute(
        ("CREATE FUNCTION %1$s.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS"
                + " 'SELECT pg_catalog.clock_timestamp()"
                + " + by_millis * interval ''1 millisecond'' FROM %1$s.ahead'")
            .formatted(schema));
    dataSource.setCurrentSchema(schema + ",pg_catalog");
    host(Duration.ZERO).createSchema();
  }

  DataSource dataSource() {
    return dataSource;
  }

  /** Lets time pass, for the database and for all hosts. */
  void pass(Duration time) throws SQLException {
    passed = passed.plus(time);
    setDatabase(databaseAhead);
  }

  /** Sets the database's clock: how far it is ahead of the right time. */
  void setDatabase(Duration ahead) throws SQLException {
    databaseAhead = ahead;
    execute("UPDATE %s.ahead SET by_millis = %d".formatted(schema, passed.plus(ahead).toMillis()));
  }

  /** The right time. */
  Instant now() {
    return Instant.now().plus(passed);
  }

  /** A new host whose clock is ahead of the right time by this much. */
  JdbcTokenStore host(Duration ahead) {
    InstantSource clock = () -> now().plus(ahead);
    return JdbcTokenStore.builder(dataSource).clock(clock).build();
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
