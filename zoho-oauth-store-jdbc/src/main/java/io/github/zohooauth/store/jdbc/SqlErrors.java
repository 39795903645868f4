package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Classifies exceptions of drivers and pools by class, SQLState and vendor code.
 *
 * <p>Their messages are not shown, because they quote values.
 */
final class SqlErrors {

  /**
   * Errors of statements that can be repeated, for databases without an SQLState of class 40.
   *
   * <p>In this order: SQLite is busy or locked. Oracle met a deadlock or cannot serialize. H2
   * waited for a lock or met an update. MariaDB met a changed row.
   */
  private static final Set<String> TRANSIENT =
      Set.of(
          "none/5", "none/6", "61000/60", "72000/8177", "HYT00/50200", "90131/90131", "HY000/1020");

  /**
   * The row exists already, for databases without SQLState 23505: MySQL and MariaDB, Oracle, two of
   * SQL Server, and SQLite (for any constraint).
   */
  private static final Set<String> DUPLICATE =
      Set.of("23000/1062", "23000/1", "23000/2627", "23000/2601", "none/19");

  /**
   * The statement ran out of time, for drivers without an {@link SQLTimeoutException}.
   *
   * <p>In this order: PostgreSQL. SQL Server. Derby, MySQL and SQLite (twice) waited for a lock.
   */
  private static final Set<String> TIMED_OUT =
      Set.of("57014/0", "HY008/0", "40XL1/30000", "HY000/1205", "none/5", "none/6");

  /** The database in the URL does not exist: MySQL, SQL Server, and two of H2. */
  private static final Set<String> NO_DATABASE =
      Set.of("42000/1049", "S0001/4060", "90149/90149", "90013/90013");

  private static final Pattern CLOSED = Pattern.compile("\\bclosed\\b", Pattern.CASE_INSENSITIVE);

  private SqlErrors() {}

  /** Returns whether the row exists already. */
  static boolean isDuplicate(SQLException e) {
    return state(e).equals("23505") || DUPLICATE.contains(code(e));
  }

  /** Returns whether the database has rolled the statement back, and it can be repeated. */
  static boolean isTransient(SQLException e) {
    return state(e).startsWith("40") || TRANSIENT.contains(code(e));
  }

  /** Returns whether the query timeout, or a timeout of the database, ended the statement. */
  static boolean isTimeout(SQLException e) {
    return e instanceof SQLTimeoutException || TIMED_OUT.contains(code(e));
  }

  /**
   * Returns a failure that says what failed, with which codes, and what to do.
   *
   * @param problem a sentence without its full stop
   */
  static TokenStoreException failure(String problem, Exception e) {
    String why = e.getClass().getName();
    String state = "";
    if (e instanceof SQLException sql) {
      state = state(sql);
      why += ", SQLState %s, vendor code %d".formatted(state, sql.getErrorCode());
    }
    return new TokenStoreException("%s (%s). %s".formatted(problem, why, advice(e, state)), e);
  }

  private static String advice(Exception e, String state) {
    if (isClosed(e)) {
      return "The pool or its connection is closed. Close the clients of this store before it.";
    }
    if (e instanceof SQLTransientConnectionException && state.equals("none")) {
      return "The pool gave no connection in time. Enlarge it, or find out what keeps them.";
    }
    if (e instanceof SQLException sql && isTimeout(sql)) {
      return "The statement did not finish in time. Find the session that has locked the row. If the"
          + " database is slow, raise queryTimeout(...).";
    }
    boolean unknown = e instanceof SQLException sql && NO_DATABASE.contains(code(sql));
    if (unknown || state.startsWith("3D")) {
      return "The database in the JDBC URL does not exist. Correct its name, or create it.";
    }
    if (state.equals("42501")) { // HSQLDB also uses it for what does not exist
      return "Grant the database user this right, or call verifySchema() to see what is missing.";
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> "Check that the database can be reached.";
      case "28" -> "Check the database user and password.";
      case "42" -> "Call verifySchema() to see what is missing.";
      case "3F" -> "Create the schema of the table first.";
      case "25" -> "Use a DataSource whose connections may write.";
      default -> "Check the database.";
    };
  }

  /** Pools have no SQLState for this, so their message is read. It is never shown. */
  private static boolean isClosed(Exception e) {
    boolean hasState = e instanceof SQLException sql && !state(sql).equals("none");
    String message = e.getMessage();
    return !hasState && message != null && CLOSED.matcher(message).find();
  }

  private static String code(SQLException e) {
    return state(e) + "/" + e.getErrorCode();
  }

  /** Returns the SQLState, or "none". A driver chooses it, so any other text is not shown. */
  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.matches("[0-9A-Z]{5}") ? state : "none";
  }
}
