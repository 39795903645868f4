package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The SQL of the two databases that the tests cannot run, to compare with their manuals. */
class TokenSqlTest {

  private static TokenSql sql(Dialect dialect) {
    return TokenSql.of(new TableName("t"), dialect, Duration.ofSeconds(25));
  }

  /** Returns the statements for a dialect with these two expressions. */
  private static TokenSql expected(String now, String fromDual) {
    return new TokenSql(
        "SELECT payload, fence, lease_until, " + now + " FROM t WHERE key_hash = ?",
        "INSERT INTO t (key_hash, fence, lease_until) VALUES (?, ?, " + now + " + 25000)",
        "UPDATE t SET fence = ?, lease_until = "
            + now
            + " + 25000 WHERE key_hash = ? AND fence = ?",
        "UPDATE t SET key_text = ?, payload = ?, fence = ? WHERE key_hash = ? AND fence = ?",
        "UPDATE t SET lease_until = ? WHERE key_hash = ? AND fence = ?",
        "DELETE FROM t WHERE key_hash = ? AND fence = ? AND payload IS NULL",
        "UPDATE t SET key_text = ?, payload = ?, fence = ?, lease_until = ? WHERE key_hash = ?",
        "INSERT INTO t (key_hash, key_text, payload, fence, lease_until) VALUES (?, ?, ?, ?, ?)",
        "DELETE FROM t WHERE key_hash = ?",
        "SELECT key_hash, key_text, payload FROM t WHERE payload IS NOT NULL"
            + " AND key_hash > ? ORDER BY key_hash OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY",
        "SELECT key_hash, key_text, payload FROM t WHERE payload IS NOT NULL"
            + " AND key_hash > ? AND (key_text IS NULL OR key_text LIKE ? ESCAPE '!')"
            + " ORDER BY key_hash OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY",
        "UPDATE t SET key_text = ?, payload = ? WHERE key_hash = ? AND fence = ?",
        "SELECT " + now + fromDual);
  }

  /** SQL Language Reference: SYS_EXTRACT_UTC, EXTRACT (datetime), row_limiting_clause of SELECT. */
  @Test
  void oracle() {
    String now =
        "TRUNC(EXTRACT(DAY FROM @) * 86400000 + EXTRACT(HOUR FROM @) * 3600000"
            + " + EXTRACT(MINUTE FROM @) * 60000 + EXTRACT(SECOND FROM @) * 1000)";
    String since1970 = "(SYS_EXTRACT_UTC(SYSTIMESTAMP) - TIMESTAMP '1970-01-01 00:00:00')";
    assertThat(sql(Dialect.ORACLE)).isEqualTo(expected(now.replace("@", since1970), " FROM DUAL"));
  }

  /** Transact-SQL reference: DATEDIFF_BIG, SYSUTCDATETIME, OFFSET and FETCH of ORDER BY. */
  @Test
  void sqlServer() {
    String now = "DATEDIFF_BIG(MILLISECOND, '1970-01-01', SYSUTCDATETIME())";
    assertThat(sql(Dialect.SQL_SERVER)).isEqualTo(expected(now, ""));
  }
}
