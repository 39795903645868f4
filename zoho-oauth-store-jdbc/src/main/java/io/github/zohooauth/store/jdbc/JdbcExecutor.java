package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
    T on(TimedConnection connection, TokenSql sql) throws SQLException;
  }

  private final DataSource dataSource;
  private final TableName table;
  private final Duration lease;
  private final Duration queryTimeout;

  /** Detected on the first connection, unless the application has set it. */
  private volatile @Nullable Dialect dialect;

  private volatile @Nullable TokenSql sql;

  JdbcExecutor(JdbcTokenStore.Builder options) {
    this.dataSource = options.dataSource;
    this.table = options.table;
    this.lease = options.leaseDuration;
    this.queryTimeout = options.queryTimeout;
    this.dialect = options.dialect;
  }

  /**
   * Runs the work, up to six times if the database asks for it.
   *
   * <p>A database whose own wait for a lock ends first asks for a repetition, too. So no attempt
   * begins after the query timeout.
   *
   * @param problem a sentence without its full stop, for the message of a failure
   * @throws TokenStoreException if it fails
   */
  <T> T call(Supplier<String> problem, Work<T> work) {
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return callOnce(work);
      } catch (SQLException e) {
        boolean isLast = attempt == ATTEMPTS || System.nanoTime() - start >= queryTimeout.toNanos();
        if (isLast || !SqlErrors.isTransient(e)) {
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
        return work.on(new TimedConnection(connection, queryTimeout), sql(connection));
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
}
