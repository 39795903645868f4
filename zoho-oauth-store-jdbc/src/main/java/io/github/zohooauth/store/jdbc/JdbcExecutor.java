package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on a connection in autocommit, and closes it before it returns.
 *
 * <p>Each statement is a transaction of its own. So no statement sees an old snapshot, and a failed
 * one does not affect the next. A caller's thread has one connection at a time. Thread-safe.
 */
final class JdbcExecutor {

  private static final int ATTEMPTS = 6;

  /** Statements on one connection. They run again if the database has rolled one of them back. */
  interface Work<T> {
    T on(Connection connection, TokenSql sql) throws SQLException;
  }

  /** Reads the current row of a result set. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final DataSource dataSource;
  private final TableName table;
  private final Duration lease;

  /** Detected on the first connection, unless the application has set it. */
  private volatile @Nullable Dialect dialect;

  private volatile @Nullable TokenSql sql;

  JdbcExecutor(DataSource dataSource, TableName table, Duration lease, @Nullable Dialect dialect) {
    this.dataSource = dataSource;
    this.table = table;
    this.lease = lease;
    this.dialect = dialect;
  }

  /**
   * Runs the work, up to six times if the database asks for it.
   *
   * @param problem a sentence without its full stop, for the message of a failure
   * @throws TokenStoreException if it fails
   */
  <T> T call(Supplier<String> problem, Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return callOnce(work);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !SqlErrors.isTransient(e)) {
          throw SqlErrors.failure(problem.get(), e);
        }
      } catch (TokenStoreException e) {
        throw e;
      } catch (RuntimeException e) {
        throw SqlErrors.failure(problem.get(), e);
      }
      pause(attempt);
    }
  }

  private <T> T callOnce(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.setAutoCommit(true);
      }
      try {
        return work.on(connection, sql(connection));
      } finally {
        if (!autoCommit) {
          connection.setAutoCommit(false);
        }
      }
    }
  }

  private TokenSql sql(Connection connection) throws SQLException {
    TokenSql known = sql;
    if (known == null) {
      known = TokenSql.of(table, dialect(connection), lease);
      sql = known;
    }
    return known;
  }

  /**
   * Returns the dialect that the application has set, or the one of this database.
   *
   * @throws TokenStoreException if the product is unknown
   */
  Dialect dialect(Connection connection) throws SQLException {
    Dialect known = dialect;
    if (known == null) {
      String product = connection.getMetaData().getDatabaseProductName();
      known = Dialect.of(product).orElseThrow(() -> unsupported(product));
      dialect = known;
    }
    return known;
  }

  private static TokenStoreException unsupported(String product) {
    return new TokenStoreException(
        "Unsupported database product: %s. Set dialect(...) to a compatible one."
            .formatted(product));
  }

  /** Waits a few random milliseconds without a connection, so that the other side can finish. */
  private static void pause(int attempt) {
    long millis = ThreadLocalRandom.current().nextLong(1 + (1L << attempt));
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Runs an INSERT, UPDATE or DELETE. Returns the number of rows. */
  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setParameters(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Runs a statement of any kind, and ignores its result. */
  static void execute(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setParameters(statement, values);
      statement.execute();
    }
  }

  /** Runs a query. Returns all its rows. */
  static <T> List<T> query(
      Connection connection, RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setParameters(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> read = new ArrayList<>(1);
        while (rows.next()) {
          read.add(reader.read(rows));
        }
        return read;
      }
    }
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
