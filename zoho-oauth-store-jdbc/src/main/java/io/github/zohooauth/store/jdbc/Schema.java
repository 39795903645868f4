package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.TokenStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates the table with the script of its dialect, and checks it. */
final class Schema {

  private static final List<String> COLUMNS =
      List.of("key_hash", "key_text", "payload", "fence", "lease_until");

  private static final int SHORTEST_PAYLOAD = 4_000;

  private final JdbcExecutor executor;
  private final TableName table;

  Schema(JdbcExecutor executor, TableName table) {
    this.executor = executor;
    this.table = table;
  }

  /** Creates the table if it does not exist. Several hosts may do so at once. */
  void create() {
    executor.call(
        () -> "The table %s could not be created".formatted(table.name()),
        (connection, sql) -> {
          Dialect dialect = executor.dialect(connection.connection());
          if (works(connection, sql.find(), "")) {
            return false;
          }
          SQLException failure = runAll(connection, script(dialect));
          if (failure != null && !works(connection, sql.find(), "")) {
            throw failure;
          }
          return true;
        });
  }

  /**
   * Returns the last failure; null if there was none.
   *
   * <p>It does not stop at a failure, because another host may create the same object right now.
   */
  private static @Nullable SQLException runAll(
      TimedConnection connection, List<String> statements) {
    SQLException failure = null;
    for (String sql : statements) {
      try {
        connection.update(sql);
      } catch (SQLException e) {
        failure = e;
      }
    }
    return failure;
  }

  /** Returns the statements of the dialect's script, for this table. */
  private List<String> script(Dialect dialect) {
    try (InputStream script = Schema.class.getResourceAsStream(dialect.script())) {
      if (script == null) {
        throw new TokenStoreException(
            "The script %s is not in this program. No table was created. If it is a native image,"
                    .formatted(dialect.script())
                + " include META-INF/zoho-oauth/*.sql among its resources, or run the script by"
                + " hand.");
      }
      String text = new String(script.readAllBytes(), UTF_8);
      String sql =
          text.replaceAll("(?m)^--.*$", "").replace(TableName.DEFAULT.name(), table.name());
      return Arrays.stream(sql.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks columns, key, length and rights. Writes nothing. */
  void verify() {
    String problems =
        executor.call(
            () -> "The table %s could not be checked".formatted(table.name()),
            (connection, sql) -> String.join("; ", problems(connection, sql)));
    if (!problems.isEmpty()) {
      throw new TokenStoreException(
          "The token store cannot use the table %s: %s. Create it with createSchema(), or with the"
                  .formatted(table.name(), problems)
              + " script for the database in the jar under META-INF/zoho-oauth.");
    }
  }

  private List<String> problems(TimedConnection connection, TokenSql sql) throws SQLException {
    String t = table.name();
    List<String> absent = new ArrayList<>();
    for (String column : COLUMNS) {
      if (!works(connection, "SELECT " + column + " FROM " + t + " WHERE 1 = 0")) {
        absent.add(column);
      }
    }
    if (absent.equals(COLUMNS)) {
      return List.of("it is missing, or this user may not read it");
    }
    if (!absent.isEmpty()) {
      return List.of("it has no column " + String.join(", ", absent));
    }
    List<String> problems = new ArrayList<>();
    if (!works(connection, sql.now())) {
      problems.add("the function that returns the time is missing");
    }
    if (!isPrimaryKey(COLUMNS.get(0), connection.connection())) {
      problems.add("key_hash is not its primary key");
    }
    if (payloadLength(connection) < SHORTEST_PAYLOAD) {
      problems.add("payload is shorter than %,d characters".formatted(SHORTEST_PAYLOAD));
    }
    List<String> writes =
        List.of(
            "INSERT INTO %1$s (key_hash, fence) SELECT key_hash, fence FROM %1$s WHERE 1 = 0"
                .formatted(t),
            "UPDATE " + t + " SET fence = 0 WHERE 1 = 0",
            "DELETE FROM " + t + " WHERE 1 = 0");
    for (String write : writes) {
      if (!works(connection, write)) {
        problems.add("this user may not " + write.substring(0, 6));
      }
    }
    return problems;
  }

  /**
   * Returns whether the statement succeeds.
   *
   * <p>Drivers differ in how they report what does not exist, so any failure counts, except a
   * timeout.
   */
  private static boolean works(TimedConnection connection, String sql, Object... values)
      throws SQLException {
    try {
      connection.execute(sql, values);
      return true;
    } catch (SQLException e) {
      if (!SqlErrors.isTimeout(e) && connection.connection().isValid(5)) {
        return false;
      }
      throw e;
    }
  }

  private int payloadLength(TimedConnection connection) throws SQLException {
    int length = connection.columnLength("SELECT payload FROM " + table.name() + " WHERE 1 = 0");
    return length > 0 ? length : Integer.MAX_VALUE; // some drivers return 0 for long texts
  }

  /**
   * Returns whether the primary key is this column alone.
   *
   * <p>Other schemas may have a table of the same name. If no schema is given, the connection's own
   * counts, or else any, because a connection can have a search path. Databases without schemas
   * have catalogs instead.
   */
  private boolean isPrimaryKey(String column, Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    Optional<String> given = table.schema();
    boolean hasSchemas = metaData.supportsSchemasInDataManipulation();
    String catalog = hasSchemas ? connection.getCatalog() : given.orElse(connection.getCatalog());
    String schema = hasSchemas ? given.orElse(connection.getSchema()) : null;
    Map<String, List<String>> keys = primaryKeysBySchema(metaData, catalog);
    List<String> key = keys.get(lowerCase(schema));
    List<String> wanted = List.of(column);
    return key != null
        ? key.equals(wanted)
        : !(hasSchemas && given.isPresent()) && keys.containsValue(wanted);
  }

  private Map<String, List<String>> primaryKeysBySchema(
      DatabaseMetaData metaData, @Nullable String catalog) throws SQLException {
    String name = storedName(metaData, table.withoutSchema());
    Map<String, List<String>> keys = new HashMap<>();
    try (ResultSet columns = metaData.getPrimaryKeys(catalog, null, name)) {
      while (columns.next()) {
        String column = lowerCase(columns.getString("COLUMN_NAME"));
        String schema = lowerCase(columns.getString("TABLE_SCHEM"));
        keys.computeIfAbsent(schema, s -> new ArrayList<>()).add(column);
      }
    }
    return keys;
  }

  private static String storedName(DatabaseMetaData metaData, String name) throws SQLException {
    if (metaData.storesUpperCaseIdentifiers()) {
      return name.toUpperCase(Locale.ROOT);
    }
    return metaData.storesLowerCaseIdentifiers() ? lowerCase(name) : name;
  }

  private static String lowerCase(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT);
  }
}
