package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Processes that share one PostgreSQL. */
class PostgresFleetProofTest extends DatabaseFleetProof {

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    JdbcTokenStore.of(postgres.getPostgresDatabase()).createSchema();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  SharedStore store() {
    return SharedStore.in(postgres.getJdbcUrl("postgres", "postgres"));
  }
}
