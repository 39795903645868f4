package io.github.zohooauth.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.store.file.FileTokenStore;
import io.github.zohooauth.store.jdbc.JdbcTokenStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the guides of the file store and of the JDBC store show and say. */
@Timeout(120)
@ExtendWith(LocalZohoExtension.class)
class GuideStoresTest {

  private static final String KEYS = "2026-11:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static EmbeddedPostgres postgres;

  @TempDir private Path temp;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    execute("CREATE SCHEMA auth");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
      connection.createStatement().execute(sql);
    }
  }

  private static String block(Guide guide) {
    return Guide.blocks("java", guide.text()).get(0);
  }

  /** The block as a function that makes what this variable has at its end. */
  @SuppressWarnings("unchecked") // the class was compiled to be one
  private <R> Function<DataSource, R> compiled(String block, String variable) throws Exception {
    String program =
        """
        import io.github.zohooauth.store.jdbc.*;
        public class Block implements java.util.function.Function<javax.sql.DataSource, Object> {
          public Block() {}
          public Object apply(javax.sql.DataSource dataSource) {
            %s
            return %s;
          }
        }
        """;
    return (Function<DataSource, R>)
        Compiled.type(temp, "Block", program.formatted(block, variable)).newInstance();
  }

  private Object opened(String block) throws Exception {
    return compiled(block, "tokens").apply(postgres.getPostgresDatabase());
  }

  private static SelfClient client(LocalZoho zoho, Client registered, TokenStore store) {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalEu.of(zoho))
        .tokenStore(store)
        .clock(zoho.clock())
        .build();
  }

  private Function<DataSource, JdbcTokenStore> jdbc() throws Exception {
    String block = block(Guide.JDBC).replace("System.getenv(\"TOKEN_KEYS\")", '"' + KEYS + '"');
    assertThat(block).contains(KEYS);
    return compiled(block, "store");
  }

  @Test
  void database_isVerified_thenServes(LocalZoho zoho) throws Exception {
    Function<DataSource, JdbcTokenStore> guide = jdbc();
    DataSource database = postgres.getPostgresDatabase();
    execute("DROP TABLE IF EXISTS auth.zoho_oauth_token");
    assertThatThrownBy(() -> guide.apply(database))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("createSchema()");
    JdbcTokenStore.builder(database).table("auth.zoho_oauth_token").build().createSchema();
    Client registered = zoho.user("eu").selfClient();
    try (SelfClient client = client(zoho, registered, guide.apply(database))) {
      AccessToken token = client.exchange(registered.code("ZohoCRM.modules.ALL")).accessToken();
      try (SelfClient other = client(zoho, registered, guide.apply(database))) {
        assertThat(other.getAccessToken()).isEqualTo(token);
      }
    }
  }

  @Test
  void readOnlyDatabase_hasNoLease_soThereIsNoRenewal(LocalZoho zoho) throws Exception {
    DataSource database = postgres.getPostgresDatabase();
    JdbcTokenStore store = JdbcTokenStore.builder(database).table("read_only").build();
    store.createSchema();
    Client registered = zoho.user("eu").selfClient();
    try (SelfClient client = client(zoho, registered, store)) {
      AccessToken token = client.exchange(registered.code("ZohoCRM.modules.ALL")).accessToken();
      execute("ALTER DATABASE postgres SET default_transaction_read_only = on");
      assertThat(client.getAccessToken()).isEqualTo(token);
      zoho.clock().advance(Duration.ofHours(1));
      assertThatThrownBy(client::getAccessToken)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining("25006")
          .hasMessageContaining("Use a DataSource whose connections may write.");
      assertThat(zoho.tokenRequests()).as("the sign-in alone").hasSize(1);
      String code = registered.code("ZohoCRM.modules.ALL");
      assertThatThrownBy(() -> client.exchange(code, TokenOwner.user("new")))
          .isInstanceOf(TokenStoreException.class);
      assertThat(client.isAuthorized(TokenOwner.user("new"))).isFalse();
    } finally {
      try (Connection connection = database.getConnection()) {
        connection.createStatement().execute("SET default_transaction_read_only = off");
        connection
            .createStatement()
            .execute("ALTER DATABASE postgres RESET default_transaction_read_only");
      }
    }
  }

  /** As the root of a volume is: open, and with a directory of the file system. */
  @Test
  void rootOfAVolume_isRefused_andADirectoryBelowItIsMade() throws Exception {
    Path volume = Files.createDirectory(temp.resolve("data"));
    Files.createDirectory(volume.resolve("lost+found"));
    Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> FileTokenStore.at(volume))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("is open to other users and contains other files");
    String block = Guide.blocks("java", Guide.FILE.section("On Kubernetes")).get(0);
    String local =
        block.replace("\"/data/tokens\"", '"' + volume.resolve("tokens").toString() + '"');
    assertThat(local).isNotEqualTo(block);
    Object store = opened(local);
    assertThat(store).hasToString("FileTokenStore[" + volume.toRealPath().resolve("tokens") + "]");
  }

  /** As Kubernetes leaves the files of a volume with an fsGroup. */
  @Test
  void filesThatAreOpenToAGroup_areClosedAgain() throws Exception {
    Path directory = temp.resolve("tokens");
    FileTokenStore.at(directory);
    Path lock = directory.resolve("store.lock");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
    Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-rw----"));
    FileTokenStore.at(directory);
    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(mode(lock)).isEqualTo("rw-------");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void directory_ofTheFirstBlock_isAStore() throws Exception {
    String block =
        block(Guide.FILE).replace("\"tokens\"", '"' + temp.resolve("tokens").toString() + '"');
    Object store = opened(block);
    assertThat(store).isInstanceOf(FileTokenStore.class);
  }
}
