package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.store.TokenStore;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Opens the table of tokens in a database with leases of a length that the library does not offer.
 */
public interface TableWithLease {

  /** Returns the store. */
  TokenStore in(DataSource pool, Duration lease);
}
