package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table as it has to be: made by the script of its dialect, and checked column by column. */
final class Schema {

  private static final List<String> COLUMNS =
      List.of("key_hash", "key_text", "payload", "fence", "lease_until");

  private static final int LEAST_LENGTH = 4_000;

  private final Database database;
  private final TableName table;

  Schema(Database database, TableName table) {
    this.database = database;
    this.table = table;
  }

  /** Creates what is missing altogether, even if another host does so, too. */
  void create() {
    database.call(
        () -> "The table %s could not be created".formatted(table.name()),
        (connection, sql) -> {
          Dialect dialect = database.dialect(connection);
          if (works(connection, sql.find(), "")) {
            return false;
          }
          SQLException failure = run(connection, statements(dialect));
          if (failure != null && !works(connection, sql.find(), "")) {
            throw failure;
          }
          return true;
        });
  }

  /** Another host may create each at the same moment: the last failure, or null for none. */
  private static @Nullable SQLException run(Connection connection, List<String> statements)
      throws SQLException {
    SQLException failure = null;
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        try {
          statement.executeUpdate(sql);
        } catch (SQLException e) {
          failure = e;
        }
      }
    }
    return failure;
  }

  private List<String> statements(Dialect dialect) {
    try (InputStream script = Schema.class.getResourceAsStream(dialect.script())) {
      if (script == null) {
        throw new TokenStoreException(
            "The script %s is not in this program, so no table was created."
                    .formatted(dialect.script())
                + " A native image has it if META-INF/native-image of the jar was read: include"
                + " META-INF/zoho-oauth/*.sql among its resources, or run the jar's script by"
                + " hand.");
      }
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      String bare = text.replaceAll("(?m)^--.*$", "").replace(TableName.USUAL.name(), table.name());
      return Arrays.stream(bare.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void verify() {
    String missing =
        database.call(
            () -> "The table %s could not be checked".formatted(table.name()),
            (connection, sql) -> String.join("; ", missing(connection, sql)));
    if (!missing.isEmpty()) {
      throw new TokenStoreException(
          "The table %s is not what the token store needs: %s. The script of each database is in"
                  .formatted(table.name(), missing)
              + " the jar under META-INF/zoho-oauth, and createSchema() runs it.");
    }
  }

  private List<String> missing(Connection connection, Sql sql) throws SQLException {
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
    List<String> missing = new ArrayList<>();
    if (!works(connection, sql.now())) {
      missing.add("the function that tells the time is missing");
    }
    if (!PrimaryKey.is(COLUMNS.get(0), table, connection)) {
      missing.add("key_hash is not its primary key");
    }
    if (length(connection) < LEAST_LENGTH) {
      missing.add("payload is shorter than %,d characters".formatted(LEAST_LENGTH));
    }
    List<String> writes =
        List.of(
            "INSERT INTO "
                + t
                + " (key_hash, fence) SELECT key_hash, fence FROM "
                + t
                + " WHERE 1 = 0",
            "UPDATE " + t + " SET fence = 0 WHERE 1 = 0",
            "DELETE FROM " + t + " WHERE 1 = 0");
    for (String write : writes) {
      if (!works(connection, write)) {
        missing.add("this user may not " + write.substring(0, 6));
      }
    }
    return missing;
  }

  /** A driver says in its own words what does not exist; that it fails is enough. */
  private static boolean works(Connection connection, String sql, Object... values)
      throws SQLException {
    try {
      Statements.execute(connection, sql, values);
      return true;
    } catch (SQLException e) {
      if (connection.isValid(5)) {
        return false;
      }
      throw e;
    }
  }

  private int length(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery("SELECT payload FROM " + table.name() + " WHERE 1 = 0")) {
      int length = none.getMetaData().getPrecision(1);
      return length > 0 ? length : Integer.MAX_VALUE; // some drivers know none for long texts
    }
  }
}
