package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.LocalZoho;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulation sets the clock of its clients; the database keeps its own. */
class SimulatedTimeTest {

  private static LocalZoho zoho;

  @BeforeAll
  static void start() {
    zoho = LocalZoho.start();
  }

  @AfterAll
  static void stop() {
    zoho.close();
  }

  @Test
  void builder_hasNoClock() {
    assertThat(JdbcTokenStore.Builder.class.getMethods())
        .extracting(Method::getName)
        .contains("table", "codec", "build")
        .doesNotContain("clock");
  }

  /** Each start makes a new store and client over the same table, as after a restart. */
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "P3650D", "P-3650D"})
  void token_expiresByTheClientsClock(Duration awayFromTheDatabase) {
    zoho.clock().set(Instant.now().plus(awayFromTheDatabase));
    String table = Database.nextTable();
    Database.H2.builder().table(table).build().createSchema();
    ExpiredUser user = ExpiredUser.of(zoho, Database.H2.builder().table(table).build());
    for (int hour = 1; hour <= 24; hour++) {
      AccessToken token = started(user, table);
      assertThat(token.expiresAt())
          .isAfter(zoho.clock().instant().plus(Duration.ofMinutes(59)))
          .isBefore(zoho.clock().instant().plus(Duration.ofMinutes(61)));
      assertThat(user.calls()).isEqualTo(hour);
      zoho.clock().advance(Duration.ofMinutes(30));
      assertThat(started(user, table).value()).isEqualTo(token.value());
      zoho.clock().advance(Duration.ofMinutes(31));
    }
  }

  private static AccessToken started(ExpiredUser user, String table) {
    try (SelfClient client = user.client(Database.H2.builder().table(table).build()).build()) {
      return client.getAccessToken();
    }
  }
}
