package io.github.zohooauth.examples.benchmarks.rows;

import io.github.zohooauth.examples.benchmarks.Store;
import io.github.zohooauth.examples.benchmarks.library.Spring;
import io.github.zohooauth.store.StoredToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** Spring Security's table of authorized clients; it looks whether a row is there and writes it. */
public final class SpringRows implements Store {

  private static final String SCRIPT =
      "/org/springframework/security/oauth2/client/oauth2-client-schema-postgres.sql";

  private static final String COPIES =
      """
      INSERT INTO oauth2_authorized_client
      SELECT client_registration_id, 'user-' || owner, access_token_type, access_token_value,
        access_token_issued_at, access_token_expires_at, access_token_scopes, refresh_token_value,
        refresh_token_issued_at, created_at
      FROM oauth2_authorized_client, generate_series(1, %d - 1) owner
      """;

  private final ClientRegistration registration =
      Spring.registration(URI.create("https://accounts.example/token"));
  private final JdbcOAuth2AuthorizedClientService service;

  /** Creates the table, with the tokens of so many owners in it. */
  public SpringRows(DataSource pool, int owners) throws SQLException, IOException {
    service =
        new JdbcOAuth2AuthorizedClientService(
            new JdbcTemplate(pool), new InMemoryClientRegistrationRepository(registration));
    try (InputStream script =
        Objects.requireNonNull(SpringRows.class.getResourceAsStream(SCRIPT))) {
      Postgres.run(pool, new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    save(0);
    Postgres.run(pool, COPIES.formatted(owners));
  }

  private static String name(int owner) {
    return "user-" + owner;
  }

  @Override
  public String load(int owner) {
    OAuth2AuthorizedClient client =
        Objects.requireNonNull(
            service.loadAuthorizedClient(registration.getRegistrationId(), name(owner)));
    return Objects.requireNonNull(client.getRefreshToken()).getTokenValue();
  }

  @Override
  public void save(int owner) {
    StoredToken token = Store.token(owner);
    StoredToken.Issued access = Objects.requireNonNull(token.accessToken());
    Instant since = Objects.requireNonNull(token.obtainedAt());
    service.saveAuthorizedClient(
        new OAuth2AuthorizedClient(
            registration,
            name(owner),
            new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                access.value(),
                since,
                access.expiresAt(),
                access.scopes()),
            new OAuth2RefreshToken(Store.refreshToken(owner), since)),
        new TestingAuthenticationToken(name(owner), "none"));
  }
}
