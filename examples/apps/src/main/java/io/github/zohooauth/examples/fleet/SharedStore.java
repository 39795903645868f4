package io.github.zohooauth.examples.fleet;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.store.file.FileTokenStore;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import javax.sql.DataSource;

/**
 * Where the store is that all processes of a fleet open.
 *
 * @param address a directory, or a database's JDBC URL
 * @param leaseSeconds after how long the lease of a process that died is another's, in a database
 */
record SharedStore(String address, long leaseSeconds) {

  /**
   * The store, opened by one process.
   *
   * @param closing gives back what it needed
   */
  record Opened(TokenStore tokens, Runnable closing) implements AutoCloseable {

    @Override
    public void close() {
      closing.run();
    }
  }

  static SharedStore in(Path directory) {
    return new SharedStore(directory.toString(), 25);
  }

  /** The table, which has to be there, in the database that has this URL. */
  static SharedStore in(String url) {
    return new SharedStore(url, 25);
  }

  SharedStore withLease(Duration lease) {
    return new SharedStore(address, lease.toSeconds());
  }

  Opened open() {
    return address.startsWith("jdbc:")
        ? inDatabase()
        : new Opened(FileTokenStore.at(Path.of(address)), () -> {});
  }

  private Opened inDatabase() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address);
    config.setMaximumPoolSize(2);
    HikariDataSource pool = new HikariDataSource(config);
    return new Opened(tokens(pool), pool::close);
  }

  /** The proofs of dead holders bring a store of their own, so as not to wait for 25 seconds. */
  private TokenStore tokens(DataSource pool) {
    return ServiceLoader.load(TableWithLease.class)
        .findFirst()
        .map(table -> table.in(pool, Duration.ofSeconds(leaseSeconds)))
        .orElseGet(() -> JdbcTokenStore.of(pool));
  }

  /** A URL may have a password. */
  @Override
  public String toString() {
    return "SharedStore";
  }
}
