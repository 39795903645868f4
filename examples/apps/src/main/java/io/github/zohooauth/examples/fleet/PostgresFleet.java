package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** Six processes share one PostgreSQL, as six hosts would, and the token expires once. */
public final class PostgresFleet {

  private PostgresFleet() {}

  /** Shows it, or says what did not hold and exits with 1. */
  public static void main(String[] arguments) throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      JdbcTokenStore.of(postgres.getPostgresDatabase()).createSchema();
      Scratch.in(
          directory ->
              OneExpiry.show(
                  SharedStore.in(postgres.getJdbcUrl("postgres", "postgres")),
                  directory,
                  6,
                  System.out));
    }
  }
}
