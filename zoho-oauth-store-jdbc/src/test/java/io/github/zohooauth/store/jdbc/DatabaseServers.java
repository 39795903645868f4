package io.github.zohooauth.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** The database servers. Both start with the first test that needs one, once per JVM. */
final class DatabaseServers {

  private static final CompletableFuture<EmbeddedPostgres> POSTGRES =
      CompletableFuture.supplyAsync(DatabaseServers::startPostgres);
  private static final CompletableFuture<MariaDbServer> MARIA =
      CompletableFuture.supplyAsync(MariaDbServer::started);

  private DatabaseServers() {}

  /** Starts both servers without waiting for them. */
  static void start() {}

  static DataSource postgres(String user) {
    return POSTGRES.join().getDatabase(user, "postgres");
  }

  static DataSource postgresDatabase(String name) {
    return POSTGRES.join().getDatabase("postgres", name);
  }

  static String mariaDb(String scheme) {
    return MARIA.join().url(scheme);
  }

  private static EmbeddedPostgres startPostgres() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
