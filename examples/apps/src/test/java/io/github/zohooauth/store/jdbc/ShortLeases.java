package io.github.zohooauth.store.jdbc;

import io.github.zohooauth.examples.fleet.TableWithLease;
import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import javax.sql.DataSource;

/** The store's own way for tests that wait for the end of a lease; it is in the store's package. */
public final class ShortLeases implements TableWithLease {

  @Override
  public TokenStore in(DataSource pool, Duration lease) {
    return JdbcTokenStore.builder(pool).leaseDuration(lease).build();
  }
}
