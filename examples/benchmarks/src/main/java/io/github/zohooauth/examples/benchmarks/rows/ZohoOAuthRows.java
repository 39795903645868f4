package io.github.zohooauth.examples.benchmarks.rows;

import io.github.zohooauth.examples.benchmarks.Store;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import java.sql.SQLException;
import javax.sql.DataSource;

/** This library's store. */
public final class ZohoOAuthRows implements Store {

  private static final String COPIES =
      """
      INSERT INTO zoho_oauth_token (key_hash, key_text, payload, fence)
      SELECT encode(sha256(convert_to(replace(key_text, 'user-0', owner), 'UTF8')), 'hex'),
        replace(key_text, 'user-0', owner), replace(payload, 'user-0', owner), fence
      FROM zoho_oauth_token, (SELECT 'user-' || generate_series(1, %d - 1) AS owner) others
      """;

  private final JdbcTokenStore store;

  /** Creates the table, with the tokens of so many owners in it. */
  public ZohoOAuthRows(DataSource pool, int owners) throws SQLException {
    this.store = JdbcTokenStore.of(pool);
    store.createSchema();
    save(0);
    Postgres.run(pool, COPIES.formatted(owners));
  }

  @Override
  public String load(int owner) {
    return store.load(Store.key(owner)).map(StoredToken::refreshToken).orElseThrow();
  }

  @Override
  public void save(int owner) {
    store.save(Store.key(owner), Store.token(owner));
  }
}
