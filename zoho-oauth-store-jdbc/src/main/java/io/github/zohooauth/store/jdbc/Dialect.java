package io.github.zohooauth.store.jdbc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A database, as far as its SQL differs from the others': how it tells its time, and how it limits
 * a page.
 *
 * <p>Time is told in milliseconds since 1970 in UTC, whatever the time zone of server and session.
 */
public enum Dialect {
  /** PostgreSQL. */
  POSTGRESQL("PostgreSQL", "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"),

  /** MySQL. */
  MYSQL("MySQL", "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000"),

  /** MariaDB. */
  MARIADB("MariaDB", "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000"),

  /** H2. */
  H2("H2", "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)"),

  /** SQLite, on one host. */
  SQLITE("SQLite", "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"),

  /** HSQLDB. */
  HSQLDB("HSQL Database Engine", "UNIX_MILLIS()"),

  /** Apache Derby, whose own functions know no UTC: the schema brings one. */
  DERBY("Apache Derby", "{table}_now()"),

  /** Oracle Database from 12c on. */
  ORACLE(
      "Oracle", oracleMillis("(SYS_EXTRACT_UTC(SYSTIMESTAMP) - TIMESTAMP '1970-01-01 00:00:00')")),

  /** Microsoft SQL Server from 2016 on. */
  SQL_SERVER("Microsoft SQL Server", "DATEDIFF_BIG(MILLISECOND, '1970-01-01', SYSUTCDATETIME())");

  private final String product;
  private final String now;

  Dialect(String product, String now) {
    this.product = product;
    this.now = now;
  }

  private static String oracleMillis(String since1970) {
    return "TRUNC(EXTRACT(DAY FROM %1$s) * 86400000 + EXTRACT(HOUR FROM %1$s) * 3600000"
            .formatted(since1970)
        + " + EXTRACT(MINUTE FROM %1$s) * 60000 + EXTRACT(SECOND FROM %1$s) * 1000)"
            .formatted(since1970);
  }

  /** The dialect of the database that calls itself so. */
  static Optional<Dialect> of(String product) {
    return Arrays.stream(values()).filter(d -> d.product.equalsIgnoreCase(product)).findFirst();
  }

  /** An expression: the database's own time, in epoch milliseconds. */
  String now(String table) {
    return now.replace("{table}", table);
  }

  /** What stands after an expression that is selected from nowhere. */
  String fromNowhere() {
    return switch (this) {
      case ORACLE -> " FROM DUAL";
      case DERBY -> " FROM SYSIBM.SYSDUMMY1";
      case HSQLDB -> " FROM (VALUES(0))";
      default -> "";
    };
  }

  /** The end of an ordered query of which only the first rows are wanted: their number. */
  String limit() {
    return switch (this) {
      case POSTGRESQL, MYSQL, MARIADB, SQLITE, HSQLDB -> " LIMIT ?";
      case H2, DERBY, ORACLE, SQL_SERVER -> " OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY";
    };
  }

  /** Where the jar has the statements that create the table. */
  String script() {
    return "/META-INF/zoho-oauth/" + name().toLowerCase(Locale.ROOT).replace("_", "") + ".sql";
  }
}
