package io.github.zohooauth.store.jdbc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The SQL of a database product, where it differs from the others.
 *
 * <p>Every dialect has an expression for the database's time. It is in milliseconds since 1970 in
 * UTC, and does not depend on the time zones of server and session.
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

  /** SQLite, for one host. */
  SQLITE("SQLite", "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"),

  /** HSQLDB. */
  HSQLDB("HSQL Database Engine", "UNIX_MILLIS()"),

  /** Apache Derby. It has no function for UTC, so the script of the schema creates one. */
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
    return ("TRUNC(EXTRACT(DAY FROM " + since1970 + ") * 86400000")
        + (" + EXTRACT(HOUR FROM " + since1970 + ") * 3600000")
        + (" + EXTRACT(MINUTE FROM " + since1970 + ") * 60000")
        + (" + EXTRACT(SECOND FROM " + since1970 + ") * 1000)");
  }

  /** Returns the dialect for the product name that a driver reports. */
  static Optional<Dialect> of(String product) {
    return Arrays.stream(values()).filter(d -> d.product.equalsIgnoreCase(product)).findFirst();
  }

  /** Returns an expression for the database's time, in milliseconds since 1970. */
  String now(String table) {
    return now.replace("{table}", table);
  }

  /** Returns the FROM clause for a SELECT that needs no table. */
  String fromDual() {
    return switch (this) {
      case ORACLE -> " FROM DUAL";
      case DERBY -> " FROM SYSIBM.SYSDUMMY1";
      case HSQLDB -> " FROM (VALUES(0))";
      default -> "";
    };
  }

  /** Returns the clause that limits an ordered query to a number of rows. */
  String limit() {
    return switch (this) {
      case POSTGRESQL, MYSQL, MARIADB, SQLITE, HSQLDB -> " LIMIT ?";
      case H2, DERBY, ORACLE, SQL_SERVER -> " OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY";
    };
  }

  /** Returns the resource with the script that creates the table. */
  String script() {
    return "/META-INF/zoho-oauth/" + name().toLowerCase(Locale.ROOT).replace("_", "") + ".sql";
  }
}
