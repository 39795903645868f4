package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.contract.TokenStoreContract;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** The contract of token stores, on one database. */
abstract class JdbcContract extends TokenStoreContract {

  private final Database db;
  private final String table = Database.nextTable();
  private volatile boolean cutOff;

  JdbcContract(Database db) {
    this.db = db;
  }

  @Override
  protected TokenStore store() {
    JdbcTokenStore store = JdbcTokenStore.builder(pool()).table(table).build();
    store.createSchema();
    return store;
  }

  /** Returns the pool of the database, until the store is cut off. */
  private DataSource pool() {
    return (DataSource)
        Proxy.newProxyInstance(
            JdbcContract.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (cutOff) {
                throw new SQLException("No route to the host of 1000.access-1", "08001");
              }
              return method.invoke(db.pool(), arguments);
            });
  }

  @Override
  protected TokenStore reopen(TokenStore store) {
    return db.builder().table(table).build();
  }

  @Override
  protected boolean cutOff(TokenStore store) {
    cutOff = true;
    return true;
  }

  /** Leases end by the database's clock. So the row's lease is moved, and not a clock. */
  @Override
  protected TokenStore.Lease leaseTaken(Duration ago, TokenStore store, TokenKey key) {
    TokenStore.Lease lease = store.tryLease(key).orElseThrow();
    String sql = "UPDATE %s SET lease_until = lease_until - %d".formatted(table, ago.toMillis());
    try (Connection connection = db.pool().getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      if (update.executeUpdate() != 1) {
        throw new AssertionError("one row is needed");
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return lease;
  }
}
