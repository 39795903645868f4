package io.github.zohooauth.examples.benchmarks.rows;

import io.github.zohooauth.examples.benchmarks.Store;
import io.github.zohooauth.store.TokenCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The least that does it, in this library's table: one prepared statement of the record alone, and
 * the record read or printed.
 */
public final class RawRows implements Store {

  private static final String LOAD = "SELECT payload FROM zoho_oauth_token WHERE key_hash = ?";
  private static final String SAVE = "UPDATE zoho_oauth_token SET payload = ? WHERE key_hash = ?";

  private final DataSource pool;

  public RawRows(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public String load(int owner) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(LOAD)) {
      statement.setString(1, Store.key(owner).sha256());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("no such owner");
        }
        String payload = row.getString(1);
        return Objects.requireNonNull(
            TokenCodec.plain().decode(Store.key(owner), payload).refreshToken());
      }
    }
  }

  @Override
  public void save(int owner) throws SQLException {
    String payload = TokenCodec.plain().encode(Store.key(owner), Store.token(owner));
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, payload);
      statement.setString(2, Store.key(owner).sha256());
      if (statement.executeUpdate() != 1) {
        throw new SQLException("no such owner");
      }
    }
  }
}
