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
 * A PostgreSQL database with a clock that the test sets.
 *
 * <p>A function in the first schema of the search path replaces {@code clock_timestamp()}. {@link
 * #pass} advances all clocks, and {@link #setDatabase} sets the database's clock alone.
 */
final class ManualClockPostgres {

  private final PGSimpleDataSource dataSource =
      (PGSimpleDataSource) DatabaseServers.postgres("postgres");
  private final String schema = Database.nextTable();
  private Duration passed = Duration.ZERO;
  private Duration databaseAhead = Duration.ZERO;

  ManualClockPostgres() throws SQLException {
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

  /** Advances the clocks of the database and of all hosts. */
  void pass(Duration time) throws SQLException {
    passed = passed.plus(time);
    setDatabase(databaseAhead);
  }

  /** Sets how far the database's clock is ahead of the correct time. */
  void setDatabase(Duration ahead) throws SQLException {
    databaseAhead = ahead;
    execute("UPDATE %s.ahead SET by_millis = %d".formatted(schema, passed.plus(ahead).toMillis()));
  }

  /** Returns the correct time. */
  Instant now() {
    return Instant.now().plus(passed);
  }

  /** Returns a new host whose clock is ahead of the correct time by this much. */
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
