package io.github.zohooauth.examples.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.auth.oauth2.StoredCredential;
import com.google.api.client.util.store.DataStore;
import com.google.api.client.util.store.FileDataStoreFactory;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.OAuthClient;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.LocalZohoExtension;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide's snippets for refresh tokens that a program brings along, verbatim but for literals.
 */
@ExtendWith(LocalZohoExtension.class)
class ReadmeRefreshTokenTest {

  private static final String SCOPE = "ZohoCRM.org.READ";
  private static final String MOVING =
      "Moving in from Spring Security, google-oauth-client, an environment variable";

  /** As Spring Security's script for PostgreSQL makes it. */
  private static final String SPRING_TABLE =
      """
      CREATE TABLE oauth2_authorized_client (
        client_registration_id varchar(100) NOT NULL,
        principal_name varchar(200) NOT NULL,
        access_token_type varchar(100) NOT NULL,
        access_token_value bytea NOT NULL,
        access_token_issued_at timestamp NOT NULL,
        access_token_expires_at timestamp NOT NULL,
        access_token_scopes varchar(1000) DEFAULT NULL,
        refresh_token_value bytea DEFAULT NULL,
        refresh_token_issued_at timestamp DEFAULT NULL,
        created_at timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL,
        PRIMARY KEY (client_registration_id, principal_name)
      )""";

  private static final String SPRING_ROW =
      """
      INSERT INTO oauth2_authorized_client VALUES
        (?, ?, 'Bearer', 'a'::bytea, now(), now(), '', ?, now(), now())""";

  @TempDir private Path temp;
  private LocalZoho zoho;
  private Client registered;

  @BeforeEach
  void register(LocalZoho zoho) {
    this.zoho = zoho;
    registered = zoho.user("eu").selfClient();
  }

  private SelfClient client(TokenStore store) {
    return SelfClient.builder()
        .clientId(registered.id())
        .clientSecret(registered.secret())
        .dataCenter(LocalEu.of(zoho))
        .tokenStore(store)
        .clock(zoho.clock())
        .build();
  }

  /** A refresh token that another program got. */
  private String refreshToken() {
    TokenStore elsewhere = TokenStore.inMemory();
    try (SelfClient other = client(elsewhere)) {
      other.exchange(registered.code(SCOPE));
    }
    TokenKey key = new TokenKey(registered.id(), TokenOwner.unnamed());
    return Objects.requireNonNull(elsewhere.load(key).orElseThrow().refreshToken());
  }

  private long refreshes() {
    return zoho.tokenRequests().stream()
        .filter(each -> each.formParameter("grant_type").orElseThrow().equals("refresh_token"))
        .count();
  }

  @Test
  void setting_worksTwiceOverTheSameStore_withOneRenewal() throws Exception {
    String block = Guide.blocks("java", Guide.CORE.part("You have a refresh token")).get(0);
    String dataCenter =
        "DataCenter.of(\"eu\", URI.create(\"%s\"), URI.create(\"%s\"))"
            .formatted(zoho.accountsServer("eu"), zoho.apiBase("eu", CrmEnvironment.PRODUCTION));
    String local = block.replace("1000.XXXX", registered.id()).replace("DataCenter.EU", dataCenter);
    assertThat(local).contains(registered.id(), dataCenter);
    Compiled program = Compiled.statements(temp, "Setting", local);
    Map<String, String> environment =
        Map.of(
            "ZOHO_CLIENT_SECRET", registered.secret(),
            "ZOHO_REFRESH_TOKEN", refreshToken());
    String first = program.run(temp, environment);
    assertThat(first).contains("Adopted a refresh token");
    String second = program.run(temp, environment);
    assertThat(second).matches("\\d{4}-\\d\\d-\\d\\dT.*Z\\R");
    assertThat(first).endsWith(second);
    assertThat(refreshes()).isEqualTo(1);
  }

  /** Runs a block that uses a client, and perhaps a data source. */
  private void move(int number, String imports, @Nullable DataSource dataSource, OAuthClient client)
      throws Exception {
    String block =
        Guide.blocks("java", Guide.CORE.part(MOVING))
            .get(number)
            .replace("\"credentials\"", "\"" + temp.resolve("credentials") + "\"");
    String program =
        """
        import io.github.zohooauth.*;
        import io.github.zohooauth.client.*;
        %s
        public class Moving {
          public static void run(javax.sql.DataSource dataSource, OAuthClient zoho) throws Exception {
        %s
          }
        }
        """;
    Object moving = Compiled.file(temp, "Moving", program.formatted(imports, block)).newInstance();
    moving
        .getClass()
        .getMethod("run", DataSource.class, OAuthClient.class)
        .invoke(null, dataSource, client);
  }

  @Test
  void springSecuritysTable_isAdoptedFrom() throws Exception {
    TokenStore store = TokenStore.inMemory();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        SelfClient client = client(store)) {
      DataSource dataSource = postgres.getPostgresDatabase();
      fill(dataSource);
      String imports = "import java.sql.*;\nimport java.nio.charset.StandardCharsets;";
      move(0, imports, dataSource, client);
      assertThat(client.forOwner(TokenOwner.user("ada")).getAccessToken()).isNotNull();
      assertThat(client.isAuthorized(TokenOwner.user("eve"))).as("of another client").isFalse();
      move(0, imports, dataSource, client);
      assertThat(client.forOwner(TokenOwner.user("ada")).getAccessToken()).isNotNull();
    }
    assertThat(refreshes()).as("moved twice").isEqualTo(1);
  }

  private void fill(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.createStatement().execute(SPRING_TABLE);
      for (List<String> row : List.of(List.of("zoho", "ada"), List.of("github", "eve"))) {
        PreparedStatement insert = connection.prepareStatement(SPRING_ROW);
        insert.setString(1, row.get(0));
        insert.setString(2, row.get(1));
        insert.setBytes(3, refreshToken().getBytes(UTF_8));
        insert.executeUpdate();
      }
    }
  }

  @Test
  void dataStoreOfGoogleOauthClient_isAdoptedFrom() throws Exception {
    DataStore<StoredCredential> credentials =
        StoredCredential.getDefaultDataStore(
            new FileDataStoreFactory(temp.resolve("credentials").toFile()));
    credentials.set("eve", new StoredCredential().setAccessToken("1000.access"));
    credentials.set("ada", new StoredCredential().setRefreshToken(refreshToken()));
    try (SelfClient client = client(TokenStore.inMemory())) {
      String imports =
          """
          import com.google.api.client.auth.oauth2.*;
          import com.google.api.client.util.store.*;
          import java.io.File;
          """;
      move(1, imports, null, client);
      assertThat(client.forOwner(TokenOwner.user("ada")).getAccessToken()).isNotNull();
      assertThat(client.isAuthorized(TokenOwner.user("eve"))).isFalse();
    }
  }
}
