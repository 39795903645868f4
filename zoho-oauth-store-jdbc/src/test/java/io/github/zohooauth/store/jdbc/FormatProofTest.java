package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore.Lease;
import java.io.InputStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows of every format are read, and unknown fields are kept. Newer formats are not changed. */
@Tag("F9")
class FormatProofTest {

  private static final byte[] RING = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  private static TokenKey key(String user) {
    return new TokenKey("1000.FIXTURE", TokenOwner.user(user));
  }

  @Test
  void load_readsEveryFormat_andKeepsNewerOnes() {
    Proof.holds("F9", Database.ENGINES, FormatProofTest::hold);
  }

  private static void hold(Database db) throws Exception {
    String table = Database.nextTable();
    JdbcTokenStore store = db.builder().table(table).build();
    store.createSchema();
    for (String row : rows(table)) {
      run(db, row);
    }
    holdPlain(db, store, table);
    JdbcTokenStore encrypted =
        db.builder().table(table).codec(TokenCodec.aesGcm(KeyRing.of("2026-11", RING))).build();
    holdFirst(encrypted.load(key("encrypted")).orElseThrow());
    holdNewer(db, store, table);
  }

  private static void holdPlain(Database db, JdbcTokenStore store, String table) throws Exception {
    TokenOwner ada = TokenOwner.user("ada@example.com").inOrganization("60001");
    TokenKey key = new TokenKey("1000.FIXTURE", ada.inEnvironment(Environment.SANDBOX));
    holdFirst(store.load(key).orElseThrow());
    try (Lease lease = store.tryLease(key).orElseThrow()) {
      assertThat(lease.replace(lease.current().orElseThrow().withDetail("more", "1"))).isTrue();
    }
    assertThat(payload(db, table, key)).contains("\"later\":{\"a\":[1,\"b\"]}", "\"more\":\"1\"");
  }

  private static void holdFirst(StoredToken token) {
    AccessToken access =
        new AccessToken(
            "1000.access",
            Sample.NOON.plusSeconds(3_600),
            Set.of("ZohoCRM.modules.ALL", "email"),
            DataCenter.EU,
            URI.create("https://sandbox.zohoapis.eu"));
    assertThat(token.accessTokenOf(DataCenter.EU)).contains(access);
    assertThat(token.obtainedAt()).isEqualTo(Sample.NOON);
    assertThat(token.refreshToken()).isEqualTo("1000.refresh");
    assertThat(token.details()).containsEntry("e-mail", "zo\u00eb@example.com");
  }

  private static void holdNewer(Database db, JdbcTokenStore store, String table) throws Exception {
    String before = payload(db, table, key("newer"));
    assertThatThrownBy(() -> store.load(key("newer")))
        .isInstanceOf(UnreadableRecordException.class);
    try (Lease lease = store.tryLease(key("newer")).orElseThrow()) {
      assertThatThrownBy(lease::current).isInstanceOf(UnreadableRecordException.class);
    }
    assertThat(payload(db, table, key("newer"))).isEqualTo(before);
  }

  private static List<String> rows(String table) throws Exception {
    try (InputStream rows =
        Objects.requireNonNull(FormatProofTest.class.getResourceAsStream("/rows/v1.sql"))) {
      return new String(rows.readAllBytes(), UTF_8)
          .replace("zoho_oauth_token", table)
          .lines()
          .filter(line -> line.startsWith("INSERT"))
          .map(line -> line.substring(0, line.length() - 1))
          .toList();
    }
  }

  private static void run(Database db, String sql) throws Exception {
    try (Connection connection = db.pool().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private static String payload(Database db, String table, TokenKey key) throws Exception {
    String query = "SELECT payload FROM %s WHERE key_hash = '%s'".formatted(table, key.sha256());
    try (Connection connection = db.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
