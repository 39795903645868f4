package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an exception of a driver or a pool says, by class, SQLState and vendor code alone: messages
 * quote values.
 */
final class Failure {

  /**
   * What has no state of its class, by state and vendor code: SQLite is busy or locked, Oracle met
   * a deadlock or cannot serialize, H2 waited for a lock or met an update, MariaDB met a changed
   * row.
   */
  private static final Set<String> TRANSIENT =
      Set.of(
          "none/5", "none/6", "61000/60", "72000/8177", "HYT00/50200", "90131/90131", "HY000/1020");

  /**
   * The row is there already: PostgreSQL, H2, HSQLDB and Derby have a state for it; MySQL and
   * MariaDB, Oracle, SQL Server, and SQLite (for any constraint) a vendor code.
   */
  private static final Set<String> DUPLICATE =
      Set.of("23000/1062", "23000/1", "23000/2627", "23000/2601", "none/19");

  /**
   * The database that the URL names is not there: one code of MySQL and SQL Server each, two of H2.
   */
  private static final Set<String> NO_DATABASE =
      Set.of("42000/1049", "S0001/4060", "90149/90149", "90013/90013");

  private static final Pattern CLOSED = Pattern.compile("\\bclosed\\b", Pattern.CASE_INSENSITIVE);

  private Failure() {}

  /** Whether the row is there already. */
  static boolean isDuplicate(SQLException e) {
    return state(e).equals("23505") || DUPLICATE.contains(code(e));
  }

  /** Whether the database has undone the statement and asks for it again. */
  static boolean isTransient(SQLException e) {
    return state(e).startsWith("40") || TRANSIENT.contains(code(e));
  }

  /** What did not work, what the driver called it, and what to do. */
  static TokenStoreException of(String what, Exception e) {
    String why = e.getClass().getName();
    String state = "";
    if (e instanceof SQLException sql) {
      state = state(sql);
      why += ", SQLState %s, vendor code %d".formatted(state, sql.getErrorCode());
    }
    return new TokenStoreException("%s (%s): %s".formatted(what, why, advice(e, state)), e);
  }

  private static String advice(Exception e, String state) {
    if (isClosed(e)) {
      return "the pool or its connection is closed: close the clients of this store before it.";
    }
    if (e instanceof SQLTransientConnectionException && state.equals("none")) {
      return "the pool gave no connection in time: give it more, or find out who keeps them.";
    }
    boolean unknown = e instanceof SQLException sql && NO_DATABASE.contains(code(sql));
    if (unknown || state.startsWith("3D")) {
      return "the database that the JDBC URL names is not there: correct the name, or create it.";
    }
    if (state.equals("42501")) { // of HSQLDB, also what does not exist
      return "grant its user the right, or call verifySchema(), which says what is missing.";
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> "check that the database can be reached.";
      case "28" -> "check the database's user and password.";
      case "42" -> "call verifySchema(), which says what is missing.";
      case "3F" -> "create its schema first.";
      case "25" -> "give the store a DataSource whose connections may write.";
      default -> "check the database.";
    };
  }

  /** Pools have no SQLState for it, so their message is read; it is never shown. */
  private static boolean isClosed(Exception e) {
    boolean stated = e instanceof SQLException sql && !state(sql).equals("none");
    String words = e.getMessage();
    return !stated && words != null && CLOSED.matcher(words).find();
  }

  private static String code(SQLException e) {
    return state(e) + "/" + e.getErrorCode();
  }

  /** It is the driver's word, so that nothing but a state gets through. */
  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.matches("[0-9A-Z]{5}") ? state : "none";
  }
}
