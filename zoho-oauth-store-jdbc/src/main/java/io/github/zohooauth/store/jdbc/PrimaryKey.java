package io.github.zohooauth.store.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The primary key of a table, of which other schemas may have one of the same name. */
final class PrimaryKey {

  private PrimaryKey() {}

  /**
   * Whether it is this column alone.
   *
   * <p>A schema that is not named is the connection's own, or else any, as it may have a path of
   * them. Where a database has no schemas, other databases stand for them.
   */
  static boolean is(String column, TableName table, Connection connection) throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    Optional<String> named = table.schema();
    boolean schemas = about.supportsSchemasInDataManipulation();
    String catalog = schemas ? connection.getCatalog() : named.orElse(connection.getCatalog());
    String schema = schemas ? named.orElse(connection.getSchema()) : null;
    Map<String, List<String>> keys = bySchema(about, catalog, stored(about, table.bare()));
    List<String> key = keys.get(lower(schema));
    List<String> only = List.of(column);
    return key != null
        ? key.equals(only)
        : !(schemas && named.isPresent()) && keys.containsValue(only);
  }

  private static Map<String, List<String>> bySchema(
      DatabaseMetaData about, @Nullable String catalog, String table) throws SQLException {
    Map<String, List<String>> keys = new HashMap<>();
    try (ResultSet columns = about.getPrimaryKeys(catalog, null, table)) {
      while (columns.next()) {
        String column = lower(columns.getString("COLUMN_NAME"));
        String schema = lower(columns.getString("TABLE_SCHEM"));
        keys.computeIfAbsent(schema, s -> new ArrayList<>()).add(column);
      }
    }
    return keys;
  }

  private static String stored(DatabaseMetaData about, String name) throws SQLException {
    if (about.storesUpperCaseIdentifiers()) {
      return name.toUpperCase(Locale.ROOT);
    }
    return about.storesLowerCaseIdentifiers() ? lower(name) : name;
  }

  private static String lower(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT);
  }
}
