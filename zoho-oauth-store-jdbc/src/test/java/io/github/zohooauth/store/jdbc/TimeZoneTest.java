package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database's time is in UTC and does not depend on the time zone of JVM or session. */
class TimeZoneTest {

  private static List<String> zones(Database db) {
    return switch (db) {
      case POSTGRESQL -> List.of("SET TIME ZONE 'America/New_York'", "SET TIME ZONE 'Asia/Tokyo'");
      case MARIADB, MYSQL_DRIVER -> List.of("SET time_zone = '-05:00'", "SET time_zone = '+09:00'");
      case HSQLDB -> List.of("SET TIME ZONE INTERVAL '-5:00' HOUR TO MINUTE");
      case DERBY, SQLITE -> List.of();
      default -> List.of("SET TIME ZONE '-05:00'", "SET TIME ZONE '+09:00'");
    };
  }

  @ParameterizedTest
  @EnumSource
  void now_isTheSameInEveryTimeZone(Database db) throws SQLException {
    String table = Database.nextTable();
    db.builder().table(table).build().createSchema();
    TimeZone usual = TimeZone.getDefault();
    try (Connection connection = db.unpooled().getConnection();
        Statement statement = connection.createStatement()) {
      Dialect dialect = Dialect.of(connection.getMetaData().getDatabaseProductName()).orElseThrow();
      String now = TokenSql.of(new TableName(table), dialect, Duration.ofSeconds(25)).now();
      holdNow(statement, now);
      for (String zone : zones(db)) {
        statement.execute(zone);
        holdNow(statement, now);
      }
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
      holdNow(statement, now);
    } finally {
      TimeZone.setDefault(usual);
    }
  }

  private static void holdNow(Statement statement, String now) throws SQLException {
    long before = System.currentTimeMillis();
    try (ResultSet told = statement.executeQuery(now)) {
      assertThat(told.next()).isTrue();
      long after = System.currentTimeMillis();
      assertThat(told.getLong(1)).isBetween(before - 50, after + 50);
    }
  }
}
