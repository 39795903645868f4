package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.SdkTokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Reads the table of the official Zoho SDK, to move its tokens into a token store.
 *
 * <p>The columns of every published version of the SDK are supported. The table holds the client
 * secret and the tokens in plain text. Drop it once every row is imported, or its user has
 * authorized again. Thread-safe.
 *
 * @see <a href="https://github.com/zoho/zohocrm-java-sdk-8.0#database-persistence">The SDK:
 *     database persistence</a>
 */
public final class SdkTokenTable {

  private static final String DEFAULT_TABLE = "oauthtoken";

  /** Columns that are not read: the client secret, and one without a use. */
  private static final Set<String> IGNORED = Set.of("client_secret", "redirect_url");

  private SdkTokenTable() {}

  /** Numeric ids come first, by number, because the SDK counts them; other ids by text. */
  private static final Comparator<Map<String, String>> BY_ID =
      Comparator.comparing((Map<String, String> row) -> number(row))
          .thenComparing(row -> row.getOrDefault("id", ""))
          .thenComparing(row -> row.getOrDefault("useridentifier", ""));

  /**
   * Returns the tokens in the table {@code oauthtoken}, in the order of their ids.
   *
   * @throws TokenStoreException if the table cannot be read
   */
  public static SdkTokens read(DataSource dataSource) {
    return read(dataSource, DEFAULT_TABLE);
  }

  /**
   * Returns the tokens in this table, in the order of their ids.
   *
   * <p>The table of the older SDK is {@code oauthtokens}. Its rows have no client ID.
   *
   * @param table its name, which a schema may precede; it is not quoted
   * @throws IllegalArgumentException if it is not a name of 1 to 30 letters, digits, _ and $
   * @throws TokenStoreException if the table cannot be read
   */
  public static SdkTokens read(DataSource dataSource, String table) {
    TableName name = new TableName(table);
    try (Connection connection = dataSource.getConnection()) {
      return SdkTokens.of(rows(connection, name));
    } catch (SQLException | RuntimeException e) {
      throw new TokenStoreException(
          "The SDK's table %s cannot be read (%s). Check its name and the database."
              .formatted(name.name(), e.getClass().getName()),
          e);
    }
  }

  /** Returns the rows. Ends the transaction if the connection is not in autocommit. */
  private static List<Map<String, String>> rows(Connection connection, TableName name)
      throws SQLException {
    try {
      List<Map<String, String>> rows =
          new TimedConnection(connection, TimedConnection.DEFAULT_TIMEOUT)
              .query(SdkTokenTable::row, "SELECT * FROM " + name.name());
      return rows.stream().sorted(BY_ID).toList();
    } finally {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    }
  }

  private static long number(Map<String, String> row) {
    String id = row.getOrDefault("id", "");
    return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : Long.MAX_VALUE;
  }

  private static Map<String, String> row(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, String> values = new HashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String column = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
      String value = IGNORED.contains(column) ? null : row.getString(i);
      if (value != null) {
        values.put(column, value);
      }
    }
    return values;
  }
}
