package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.TokenKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The rows of the table, and what is done to one of them. */
final class TokenTable {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Of two statements each; leases without a record come and go as fast as a statement. */
  private static final int TRIES = 100;

  private final Database database;
  private final HostClock clock;

  static long nextFence() {
    return RANDOM.nextLong();
  }

  TokenTable(Database database, HostClock clock) {
    this.database = database;
    this.clock = clock;
  }

  Optional<Row> find(TokenKey key) {
    String hash = key.sha256();
    return database.call(
        () -> "The token of %s could not be loaded".formatted(key),
        (connection, sql) -> find(connection, sql, hash));
  }

  private Optional<Row> find(Connection connection, Sql sql, String hash) throws SQLException {
    long asked = clock.millis();
    return Statements.query(connection, found -> row(found, asked), sql.find(), hash).stream()
        .findFirst();
  }

  private Row row(ResultSet found, long asked) throws SQLException {
    String payload = found.getString(1);
    long fence = found.getLong(2);
    long leaseUntil = found.getLong(3); // 0 if null
    long now = found.getLong(4);
    return new Row(payload, fence, leaseUntil, now, clock.heard(asked, now));
  }

  /** How far this host's clock is ahead of the database's; asks only if that is not known. */
  Duration ahead() {
    Duration known = clock.ahead();
    return known != null
        ? known
        : database.call(
            () -> "The database's time could not be read",
            (connection, sql) -> {
              long asked = clock.millis();
              return Statements.query(
                      connection, now -> clock.heard(asked, now.getLong(1)), sql.now())
                  .get(0);
            });
  }

  /** Writes the record, whatever is there, and breaks any lease on it. */
  void save(TokenKey key, Entry entry) {
    String hash = key.sha256();
    long fence = RANDOM.nextLong();
    settled(
        () -> "The token of %s could not be saved".formatted(key),
        key,
        (connection, sql) -> upsert(connection, sql, hash, entry, fence),
        row -> row.filter(there -> there.fence() == fence).isPresent());
  }

  /** The row may come and go between the two statements, but not for long. */
  private static boolean upsert(
      Connection connection, Sql sql, String hash, Entry entry, long fence) throws SQLException {
    String text = entry.keyText();
    String payload = entry.payload();
    long writer = entry.writerClock();
    for (int tries = 1; ; tries++) {
      if (Statements.update(connection, sql.update(), text, payload, fence, writer, hash) == 1) {
        return true;
      }
      try {
        return Statements.update(connection, sql.insert(), hash, text, payload, fence, writer) == 1;
      } catch (SQLException e) {
        if (tries == TRIES || !Failure.isDuplicate(e)) {
          throw e;
        }
      }
    }
  }

  /** Removes the row, and its fence with it: a row of later has another. */
  void delete(TokenKey key) {
    String hash = key.sha256();
    settled(
        () -> "The token of %s could not be deleted".formatted(key),
        key,
        (connection, sql) -> Statements.update(connection, sql.delete(), hash) >= 0,
        row -> row.filter(there -> there.payload() != null).isEmpty());
  }

  /** Leases the row, which then has the fence that is returned; empty if another has it. */
  Optional<Row> take(TokenKey key) {
    Row there = find(key).orElse(null);
    if (there != null && there.leased()) {
      return Optional.empty();
    }
    String hash = key.sha256();
    long fence = RANDOM.nextLong();
    boolean taken =
        swap(
            "The token of %s could not be leased",
            key,
            fence,
            (connection, sql) ->
                there == null
                    ? insertLease(connection, sql, hash, fence)
                    : Statements.update(connection, sql.take(), fence, hash, there.fence()));
    if (!taken) {
      return Optional.empty();
    }
    Row before = there == null ? new Row(null, 0, WriterClock.UNKNOWN, 0, Duration.ZERO) : there;
    return Optional.of(before.withFence(fence));
  }

  /** Another may be faster, and have the lease; whatever else is wrong is a failure. */
  private static int insertLease(Connection connection, Sql sql, String hash, long fence)
      throws SQLException {
    try {
      return Statements.update(connection, sql.insertLease(), hash, fence);
    } catch (SQLException e) {
      if (Failure.isDuplicate(e)) {
        return 0;
      }
      throw e;
    }
  }

  /** Writes the record if the row still has this fence. */
  boolean replace(TokenKey key, Entry entry, long fence, long next) {
    String hash = key.sha256();
    return swap(
        "The token of %s could not be replaced",
        key,
        next,
        (connection, sql) ->
            Statements.update(
                connection, sql.replace(), entry.keyText(), entry.payload(), next, hash, fence));
  }

  /** Writes the same record in another form: whoever has a lease on it keeps it. */
  boolean rewrite(TokenKey key, Entry entry, long fence) {
    String hash = key.sha256();
    return database.call(
        () -> "The token of %s could not be written anew".formatted(key),
        (connection, sql) ->
            Statements.update(
                    connection, sql.rewrite(), entry.keyText(), entry.payload(), hash, fence)
                == 1);
  }

  /** The rows with a record that come after a hash, in the order of hashes. */
  List<Kept> page(String after, int limit) {
    return database.call(
        () -> "The records could not be listed",
        (connection, sql) ->
            Statements.query(
                connection,
                row -> new Kept(row.getString(1), row.getString(2), row.getString(3)),
                sql.page(),
                after,
                limit));
  }

  /** Whether the row has the next fence now, even if the answer is lost. */
  private boolean swap(String what, TokenKey key, long next, Database.Work<Integer> work) {
    return settled(
        () -> what.formatted(key),
        key,
        (connection, sql) -> work.on(connection, sql) == 1,
        row -> row.filter(there -> there.fence() == next).isPresent());
  }

  /**
   * Does the work. If it fails or changes nothing, one look tells whether it was done, because the
   * answer alone may be lost. There is no look if nothing was sent.
   *
   * @param isDone whether a row, or none, shows that it was done
   */
  private boolean settled(
      Supplier<String> what,
      TokenKey key,
      Database.Work<Boolean> work,
      Predicate<Optional<Row>> isDone) {
    AtomicBoolean sent = new AtomicBoolean();
    TokenStoreException failure = null;
    try {
      boolean done =
          database.call(
              what,
              (connection, sql) -> {
                sent.set(true);
                return work.on(connection, sql);
              });
      if (done) {
        return true;
      }
    } catch (TokenStoreException e) {
      failure = e;
    }
    if (failure != null && (!sent.get() || !isSeenDone(key, isDone, failure))) {
      throw failure;
    }
    return failure != null || isDone.test(find(key));
  }

  /** If the look fails as well, the first failure is thrown, because it says more. */
  private boolean isSeenDone(
      TokenKey key, Predicate<Optional<Row>> isDone, TokenStoreException failure) {
    try {
      return isDone.test(find(key));
    } catch (TokenStoreException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /** Ends the lease, if the row still has this fence. */
  void release(TokenKey key, long fence, boolean hasRecord, long writerClock) {
    String hash = key.sha256();
    database.call(
        () -> "The lease of %s could not be given back".formatted(key),
        (connection, sql) ->
            hasRecord
                ? Statements.update(connection, sql.release(), writerClock, hash, fence)
                : Statements.update(connection, sql.discard(), hash, fence));
  }
}
