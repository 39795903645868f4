package io.github.zohooauth.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.SdkTokens;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables have the columns that the SDK's READMEs show. */
class SdkTokenTableTest {

  private static final TokenKey ADA = new TokenKey("1000.SDK", TokenOwner.user("ada@example.com"));
  private static final TokenKey BOB =
      new TokenKey(
          "1000.SDK", TokenOwner.user("bob@example.com").inEnvironment(Environment.SANDBOX));

  private final TokenStore store = TokenStore.inMemory();

  /** Creates the table under a new name, and returns the name. */
  private static String create(DataSource database, String schema)
      throws IOException, SQLException {
    String table = Database.nextTable();
    try (InputStream in =
            Objects.requireNonNull(SdkTokenTableTest.class.getResourceAsStream(schema + ".sql"));
        Connection connection = database.getConnection()) {
      String script = new String(in.readAllBytes(), UTF_8).replace("oauthtoken", table);
      for (String sql : script.strip().split(";\\s*", 0)) {
        execute(connection, sql);
      }
    }
    return table;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<TokenKey> keys(SdkTokens.Outcome outcome) {
    return outcome.imported().stream().map(SdkTokens.Imported::key).toList();
  }

  private SdkTokens.Outcome imported(Database db, String schema) throws IOException, SQLException {
    return SdkTokenTable.read(db.pool(), create(db.pool(), schema))
        .importInto(store, DataCenter.US);
  }

  @ParameterizedTest
  @EnumSource(names = {"H2_LIKE_MYSQL", "MARIADB", "MYSQL_DRIVER"})
  void read_ofEveryPublishedSchema_findsItsTokens(Database db) throws Exception {
    SdkTokens.Outcome first = imported(db, "sdk-3.0");
    assertThat(keys(first)).containsExactly(ADA);
    assertThat(first.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.why()).contains("authorization code");
              assertThat(skipped.id()).isEqualTo("2");
            });
    assertThat(store.load(ADA)).contains(StoredToken.refreshing(DataCenter.US, "1000.refresh-ada"));
    for (String schema : new String[] {"sdk-2.0", "sdk-8.0"}) {
      store.delete(ADA);
      store.delete(BOB);
      assertThat(keys(imported(db, schema))).containsExactly(ADA, BOB);
      assertThat(store.load(ADA))
          .contains(StoredToken.refreshing(DataCenter.EU, "1000.refresh-ada"));
      assertThat(store.load(BOB))
          .contains(StoredToken.refreshing(DataCenter.IN, "1000.refresh-bob"));
    }
  }

  /** A database returns rows in no order, and the SDK's ids are text. */
  @Test
  void read_numbersRowsInTheOrderOfIds() throws Exception {
    String table = create(Database.H2_LIKE_MYSQL.pool(), "sdk-8.0");
    try (Connection connection = Database.H2_LIKE_MYSQL.pool().getConnection()) {
      execute(connection, "delete from " + table);
      for (String id : new String[] {"b", "10", "9", "a", "1"}) {
        execute(
            connection,
            "insert into %s(id, client_id, refresh_token) values ('%s', '1000.SDK', '1000.r')"
                .formatted(table, id));
      }
    }
    assertThat(
            SdkTokenTable.read(Database.H2_LIKE_MYSQL.pool(), table)
                .importInto(store, DataCenter.US)
                .skipped())
        .extracting(skipped -> skipped.number() + " " + skipped.id())
        .containsExactly("1 1", "2 9", "3 10", "4 a", "5 b");
  }

  @Test
  void read_ofTheOlderSdk_asksForTheClientId() throws Exception {
    String table = Database.nextTable();
    try (Connection connection = Database.H2_LIKE_MYSQL.pool().getConnection()) {
      execute(
          connection,
          "create table %s(useridentifier varchar(100), accesstoken varchar(100), refreshtoken varchar(100), expirytime bigint)"
              .formatted(table));
      for (String user : new String[] {"bob@example.com", "ada@example.com"}) {
        execute(
            connection,
            "insert into %s values ('%s', '1000.access-', '1000.refresh-', 1583067600000)"
                .formatted(table, user));
      }
    }
    SdkTokens.Outcome outcome =
        SdkTokenTable.read(Database.H2_LIKE_MYSQL.pool(), table).importInto(store, DataCenter.US);
    assertThat(outcome.skipped())
        .extracting(SdkTokens.Skipped::user)
        .containsExactly("ada@example.com", "bob@example.com");
    assertThat(outcome.skipped())
        .allSatisfy(skipped -> assertThat(skipped.why()).contains("older SDK", "client_id"));
  }

  @Test
  void importInto_repeated_importsOnce() throws Exception {
    String table = create(Database.H2_LIKE_MYSQL.pool(), "sdk-8.0");
    JdbcTokenStore jdbc = Database.H2_LIKE_MYSQL.store();
    SdkTokens tokens = SdkTokenTable.read(Database.H2_LIKE_MYSQL.pool(), table);
    assertThat(tokens.importInto(jdbc, DataCenter.US).imported()).hasSize(2);
    assertThat(jdbc.load(BOB)).contains(StoredToken.refreshing(DataCenter.IN, "1000.refresh-bob"));
    SdkTokens.Outcome again = tokens.importInto(jdbc, DataCenter.US);
    assertThat(again.imported()).isEmpty();
    assertThat(again.toString()).doesNotContain("secret", "refresh-", "access-", "code-");
  }

  @Test
  void read_leavesNoTransactionOpen() throws Exception {
    String table = create(Database.DERBY.pool(), "sdk-8.0");
    DataSource manual =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  Connection connection = Database.DERBY.unpooled().getConnection();
                  connection.setAutoCommit(false);
                  return connection;
                });
    assertThatCode(() -> SdkTokenTable.read(manual, table))
        .as("Derby does not close a connection within a transaction")
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "oauthtoken; drop table x", "a.b.c", "`a`", "a--", "\u00e4", "1a"})
  void read_ofMoreThanATableName_isRefused(String table) {
    assertThatThrownBy(() -> SdkTokenTable.read(Database.H2.pool(), table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("table: ");
  }

  @Test
  void read_ofMissingTable_namesIt_withoutTheDriversMessage() {
    assertThatThrownBy(() -> SdkTokenTable.read(Database.H2.pool(), "not_there"))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("not_there")
        .hasMessageNotContaining("SELECT");
  }
}
