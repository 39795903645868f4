package io.github.zohooauth.examples.benchmarks.rows;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A PostgreSQL of this run with one database, and one pool of connections for all who keep tokens
 * there. It does not wait for the disk at a commit, and its memory has room for all rows, so that
 * no time of the disk's hides theirs.
 */
public final class Postgres implements AutoCloseable {

  private static final String LOCK =
      "SELECT key_hash FROM zoho_oauth_token WHERE key_hash = ? FOR UPDATE";

  private final EmbeddedPostgres server;
  private final HikariDataSource pool;

  private Postgres(EmbeddedPostgres server) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(server.getPostgresDatabase());
    config.setMaximumPoolSize(2);
    this.server = server;
    this.pool = new HikariDataSource(config);
  }

  public static Postgres start() throws IOException {
    return new Postgres(
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("shared_buffers", "2GB")
            .start());
  }

  /** The stores, with the tokens of so many owners in each. */
  public Map<Contender, Store> stores(int owners) throws SQLException, IOException {
    Map<Contender, Store> stores = new EnumMap<>(Contender.class);
    stores.put(Contender.FLOOR, new RawRows(pool));
    stores.put(Contender.ZOHO_OAUTH, new ZohoOAuthRows(pool, owners));
    stores.put(Contender.SPRING, new SpringRows(pool, owners));
    run(pool, "VACUUM ANALYZE");
    run(pool, "CHECKPOINT");
    return stores;
  }

  /** Creates this library's table anew, with the expired tokens of so many owners in it. */
  public void fill(int owners) throws SQLException {
    run(pool, "DROP TABLE IF EXISTS zoho_oauth_token");
    ZohoOAuthRows unused = new ZohoOAuthRows(pool, owners);
  }

  public int port() {
    return server.getPort();
  }

  /** Returns the URL of the database behind this port of this machine. */
  public static String url(int port) {
    return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
  }

  /** Locks an owner's row until the connection is closed. */
  public Connection lock(int owner) throws SQLException {
    Connection connection = server.getPostgresDatabase().getConnection();
    connection.setAutoCommit(false);
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, Store.key(owner).sha256());
      lock.executeQuery().close();
    }
    return connection;
  }

  static void run(DataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    pool.close();
    server.close();
  }
}
