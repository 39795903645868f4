package io.github.zohooauth.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose statements have a timeout, so that a lock of another session ends as an error.
 *
 * @param connection for its metadata; run statements with the methods of this class
 */
record TimedConnection(Connection connection, Duration queryTimeout) {

  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** Reads the current row of a result set. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Uses a statement whose parameters and timeout are set. */
  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /** Restores the timeout that a statement had. */
  private interface Limit extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  /** Runs an INSERT, UPDATE or DELETE. Returns the number of rows. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    return run(PreparedStatement::executeUpdate, sql, values);
  }

  /** Runs a statement of any kind. Returns whether its result has rows, which are ignored. */
  boolean execute(String sql, @Nullable Object... values) throws SQLException {
    return run(PreparedStatement::execute, sql, values);
  }

  /** Runs a query. Returns all its rows. */
  <T> List<T> query(RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    return run(
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>(1);
            while (rows.next()) {
              read.add(reader.read(rows));
            }
            return read;
          }
        },
        sql,
        values);
  }

  /** Returns the length of the first column of a query's result; 0 if the driver knows none. */
  int columnLength(String sql) throws SQLException {
    return run(
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            return rows.getMetaData().getPrecision(1);
          }
        },
        sql);
  }

  @SuppressWarnings("try") // the limit is only closed
  private <T> T run(Use<T> use, String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        Limit limit = limit(statement)) {
      setParameters(statement, values);
      return use.of(statement);
    }
  }

  /** Sets the timeout. H2 sets it for the whole connection, so the former one has to return. */
  private Limit limit(PreparedStatement statement) throws SQLException {
    int before = statement.getQueryTimeout();
    statement.setQueryTimeout((int) queryTimeout.toSeconds());
    return () -> statement.setQueryTimeout(before);
  }

  private static void setParameters(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Long number) {
        statement.setLong(i + 1, number);
      } else if (value instanceof Integer number) {
        statement.setInt(i + 1, number);
      } else if (value instanceof String text) {
        statement.setString(i + 1, text);
      } else {
        statement.setNull(i + 1, Types.VARCHAR);
      }
    }
  }
}
