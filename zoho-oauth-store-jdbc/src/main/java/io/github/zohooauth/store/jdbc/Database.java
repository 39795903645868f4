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
 * Does work on a connection in autocommit, one connection at a time, and gives it back as it was.
 *
 * <p>Every statement is a transaction of its own, so that none sees an old snapshot, and a failed
 * one spoils no other.
 */
final class Database {

  private static final int TRIES = 6;

  /** What is done on a connection; done again if the database has undone it. */
  interface Work<T> {
    T on(Connection connection, Sql sql) throws SQLException;
  }

  private final DataSource dataSource;
  private final TableName table;
  private final Duration lease;

  /** Detected with the first connection, unless it was named. */
  private volatile @Nullable Dialect dialect;

  private volatile @Nullable Sql sql;

  Database(DataSource dataSource, TableName table, Duration lease, @Nullable Dialect dialect) {
    this.dataSource = dataSource;
    this.table = table;
    this.lease = lease;
    this.dialect = dialect;
  }

  TableName table() {
    return table;
  }

  /**
   * Does the work.
   *
   * @param what what did not work if it fails, as the beginning of a sentence
   */
  <T> T call(Supplier<String> what, Work<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return once(work);
      } catch (SQLException e) {
        if (tries == TRIES || !Failure.isTransient(e)) {
          throw Failure.of(what.get(), e);
        }
      } catch (TokenStoreException e) {
        throw e;
      } catch (RuntimeException e) {
        throw Failure.of(what.get(), e);
      }
      stepAside(tries);
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
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

  private Sql sql(Connection connection) throws SQLException {
    Sql known = sql;
    if (known == null) {
      known = Sql.of(table, dialect(connection), lease);
      sql = known;
    }
    return known;
  }

  /**
   * The dialect that was named, or that of this database.
   *
   * @throws TokenStoreException if it is none that the store knows
   */
  Dialect dialect(Connection connection) throws SQLException {
    Dialect known = dialect;
    if (known == null) {
      String product = connection.getMetaData().getDatabaseProductName();
      known =
          Dialect.of(product)
              .orElseThrow(
                  () ->
                      new TokenStoreException(
                          "The database %s is none that the token store knows: name one whose SQL it"
                                  .formatted(product)
                              + " speaks with dialect(...)."));
      dialect = known;
    }
    return known;
  }

  /** Without a connection or a lock, so that whoever is in the way gets out of it. */
  private static void stepAside(int tries) {
    long pause = ThreadLocalRandom.current().nextLong(1 + (1L << tries));
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
  }
}
