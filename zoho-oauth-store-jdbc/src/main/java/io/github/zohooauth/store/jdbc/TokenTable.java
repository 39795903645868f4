package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.TokenKey;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads and writes the rows of the table. Thread-safe. */
final class TokenTable {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Rows that exist only for a lease can appear and disappear as fast as a statement runs. */
  private static final int UPSERT_ATTEMPTS = 100;

  private static final TimedConnection.RowReader<TokenRow.Listed> LISTED =
      row -> new TokenRow.Listed(row.getString(1), row.getString(2), row.getString(3));

  private final JdbcExecutor executor;
  private final ClockOffset clock;

  TokenTable(JdbcExecutor executor, ClockOffset clock) {
    this.executor = executor;
    this.clock = clock;
  }

  static long nextFence() {
    return RANDOM.nextLong();
  }

  Optional<TokenRow> find(TokenKey key) {
    String hash = key.sha256();
    return executor.call(
        () -> "The token of %s could not be loaded".formatted(key),
        (connection, sql) -> {
          long asked = clock.millis();
          return connection.query(row -> read(row, asked), sql.find(), hash).stream().findFirst();
        });
  }

  private TokenRow read(ResultSet row, long asked) throws SQLException {
    String payload = row.getString(1);
    long fence = row.getLong(2);
    long leaseUntil = row.getLong(3); // 0 if null
    long now = row.getLong(4);
    return new TokenRow(payload, fence, leaseUntil, now, clock.measure(asked, now));
  }

  /** Returns how far this host's clock is ahead. Asks the database only if that is not known. */
  Duration ahead() {
    Duration known = clock.known();
    return known != null
        ? known
        : executor.call(
            () -> "The database's time could not be read",
            (connection, sql) -> {
              long asked = clock.millis();
              return connection
                  .query(now -> clock.measure(asked, now.getLong(1)), sql.now())
                  .get(0);
            });
  }

  /** Writes the record unconditionally, and breaks any lease on it. */
  void save(TokenKey key, TokenRow.Values values) {
    String hash = key.sha256();
    long fence = nextFence();
    callAndConfirm(
        () -> "The token of %s could not be saved".formatted(key),
        key,
        (connection, sql) -> upsert(connection, sql, hash, values, fence),
        row -> hasFence(row, fence));
  }

  private static boolean upsert(
      TimedConnection connection, TokenSql sql, String hash, TokenRow.Values values, long fence)
      throws SQLException {
    String text = values.keyText();
    String payload = values.payload();
    long leaseUntil = values.leaseUntil();
    for (int attempt = 1; ; attempt++) {
      if (connection.update(sql.update(), text, payload, fence, leaseUntil, hash) == 1) {
        return true;
      }
      try {
        return connection.update(sql.insert(), hash, text, payload, fence, leaseUntil) == 1;
      } catch (SQLException e) {
        if (attempt == UPSERT_ATTEMPTS || !SqlErrors.isDuplicate(e)) {
          throw e;
        }
      }
    }
  }

  /** Deletes the row with its fence, so that a holder of a lease can no longer write. */
  void delete(TokenKey key) {
    callAndConfirm(
        () -> "The token of %s could not be deleted".formatted(key),
        key,
        (connection, sql) -> connection.update(sql.delete(), key.sha256()) >= 0,
        row -> row.filter(found -> found.payload() != null).isEmpty());
  }

  /** Takes the lease. Returns the row with its new fence; empty if the row is leased already. */
  Optional<TokenRow> tryLease(TokenKey key) {
    Optional<TokenRow> found = find(key);
    if (found.filter(TokenRow::isLeased).isPresent()) {
      return Optional.empty();
    }
    String hash = key.sha256();
    long fence = nextFence();
    boolean taken =
        changeFence(
            "The token of %s could not be leased",
            key,
            fence,
            (connection, sql) ->
                found.isEmpty()
                    ? insertLease(connection, sql, hash, fence)
                    : connection.update(sql.takeLease(), fence, hash, found.get().fence()));
    return taken
        ? Optional.of(found.orElseGet(TokenRow::absent).withFence(fence))
        : Optional.empty();
  }

  /** Returns 0 if another host has inserted the row first. */
  private static int insertLease(TimedConnection connection, TokenSql sql, String hash, long fence)
      throws SQLException {
    try {
      return connection.update(sql.insertLease(), hash, fence);
    } catch (SQLException e) {
      if (SqlErrors.isDuplicate(e)) {
        return 0;
      }
      throw e;
    }
  }

  /** Writes the record if the row still has this fence. Returns whether it did. */
  boolean replace(TokenKey key, TokenRow.Values values, long fence, long nextFence) {
    String text = values.keyText();
    String payload = values.payload();
    return changeFence(
        "The token of %s could not be replaced",
        key,
        nextFence,
        (connection, sql) ->
            connection.update(sql.replace(), text, payload, nextFence, key.sha256(), fence));
  }

  /** Writes the same record in another form. A lease on it remains valid. */
  boolean rewrite(TokenKey key, TokenRow.Values values, long fence) {
    String text = values.keyText();
    String payload = values.payload();
    return executor.call(
        () -> "The token of %s could not be rewritten".formatted(key),
        (connection, sql) ->
            connection.update(sql.rewrite(), text, payload, key.sha256(), fence) == 1);
  }

  /** Returns the rows with a record whose hash is greater, in the order of hashes. */
  List<TokenRow.Listed> list(String afterHash, int limit) {
    return listed((connection, sql) -> connection.query(LISTED, sql.list(), afterHash, limit));
  }

  /** Returns those of the rows whose key text matches the pattern, or that have none. */
  List<TokenRow.Listed> list(String afterHash, String pattern, int limit) {
    return listed(
        (connection, sql) -> connection.query(LISTED, sql.listOfUser(), afterHash, pattern, limit));
  }

  private List<TokenRow.Listed> listed(JdbcExecutor.Work<List<TokenRow.Listed>> query) {
    return executor.call(() -> "The records could not be listed", query);
  }

  /** Ends the lease if the row still has this fence. */
  void release(TokenKey key, long fence, boolean hasRecord, long leaseUntil) {
    String hash = key.sha256();
    executor.call(
        () -> "The lease of %s could not be released".formatted(key),
        (connection, sql) ->
            hasRecord
                ? connection.update(sql.releaseLease(), leaseUntil, hash, fence)
                : connection.update(sql.deleteLease(), hash, fence));
  }

  /** Runs a statement that gives the row another fence. Returns whether the row has it now. */
  private boolean changeFence(
      String problem, TokenKey key, long nextFence, JdbcExecutor.Work<Integer> work) {
    return callAndConfirm(
        () -> problem.formatted(key),
        key,
        (connection, sql) -> work.on(connection, sql) == 1,
        row -> hasFence(row, nextFence));
  }

  private static boolean hasFence(Optional<TokenRow> row, long fence) {
    return row.filter(found -> found.fence() == fence).isPresent();
  }

  /**
   * Runs the work. If it fails or changes nothing, reads the row to see whether it was done.
   *
   * <p>If a connection breaks after the commit, only the answer is lost. The row is not read if
   * nothing was sent.
   *
   * @param isDone whether this row, or its absence, shows that the work was done
   */
  private boolean callAndConfirm(
      Supplier<String> problem,
      TokenKey key,
      JdbcExecutor.Work<Boolean> work,
      Predicate<Optional<TokenRow>> isDone) {
    AtomicBoolean sent = new AtomicBoolean();
    JdbcExecutor.Work<Boolean> noted =
        (connection, sql) -> {
          sent.set(true);
          return work.on(connection, sql);
        };
    boolean done;
    try {
      done = executor.call(problem, noted);
    } catch (TokenStoreException e) {
      if (sent.get() && isSeenDone(key, isDone)) {
        return true;
      }
      throw e;
    }
    return done || isDone.test(find(key));
  }

  /** Returns false if reading fails as well: then the first failure is thrown, which says more. */
  private boolean isSeenDone(TokenKey key, Predicate<Optional<TokenRow>> isDone) {
    try {
      return isDone.test(find(key));
    } catch (TokenStoreException e) {
      return false;
    }
  }
}
