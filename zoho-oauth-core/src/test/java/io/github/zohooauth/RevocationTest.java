package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revocation is reported only if Zoho confirms it; what cannot be revoked can be forgotten. */
class RevocationTest {

  private static final String OLDER = "/oauth/v2/token/revoke";
  private static final String NEWER = "/oauth/v2/revoke/token";
  private static final TokenOwner OWNER = TokenOwner.user("ada");
  private static final TokenKey KEY = new TokenKey(Scene.CLIENT_ID, OWNER);
  private static final Canned PAGE =
      Canned.of(400, "text/html;charset=UTF-8", "<html><title>Zoho Accounts</title></html>");
  private static final Canned SUCCESS = Canned.json(200, "{\"status\":\"success\"}");
  private static final Canned UNKNOWN = Canned.json(400, "{\"error\":\"invalid_token\"}");

  private final SigningZoho token = new SigningZoho(); // where the token lives
  private final SigningZoho home = new SigningZoho(); // where the client is registered
  private final DataCenter us =
      DataCenter.of("us", home.dataCenter.accountsServer(), URI.create("https://www.zohoapis.com"));
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void stop() {
    token.close();
    home.close();
  }

  private ServerClient client() {
    return ServerClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret(Secret.CLIENT_SECRET.value)
        .clientSecret(token.dataCenter, Secret.OTHER_CLIENT_SECRET.value)
        .dataCenter(us)
        .dataCenters(token.dataCenter)
        .redirectUri(URI.create("https://app.example/callback"))
        .clock(() -> Scene.NOW)
        .tokenStore(store)
        .build();
  }

  private void store(StoredToken record) {
    store.save(KEY, record);
  }

  private StoredToken renewable() {
    return StoredToken.refreshing(token.dataCenter, Secret.STORED_REFRESH_TOKEN.value);
  }

  private AccessToken expiringIn(Duration left) {
    return new AccessToken(
        Secret.STORED_ACCESS_TOKEN.value,
        Scene.NOW.plus(left),
        Scene.STORED_SCOPES,
        URI.create("https://www.zohoapis.eu"));
  }

  private static void answers(SigningZoho server, Canned older, Canned newer) {
    server.serves(OLDER, older);
    server.serves(NEWER, newer);
  }

  @Test
  void olderFormRefusedWithoutWords_asksTheNewerOne() {
    store(renewable());
    answers(token, PAGE, SUCCESS);
    try (ServerClient client = client()) {
      client.revoke(OWNER);
      assertThat(client.isAuthorized(OWNER)).isFalse();
    }
    assertThat(token.asked(NEWER))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getHeader("Authorization"))
                  .isEqualTo(basic(Secret.OTHER_CLIENT_SECRET));
              assertThat(request.getBodyAsString())
                  .contains("token_type=refresh_token")
                  .doesNotContain(Secret.OTHER_CLIENT_SECRET.value);
            });
    assertThat(home.asked(OLDER)).isEmpty();
    assertThat(home.asked(NEWER)).isEmpty();
  }

  private static String basic(Secret secret) {
    String pair = Scene.CLIENT_ID + ":" + secret.value;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  /** A page of 2026 has the newer form alone, at the server where the client is registered. */
  @Test
  void newerForm_isAskedWhereTheClientIsRegistered() {
    store(renewable());
    answers(token, PAGE, Canned.json(400, "{\"error\":\"invalid_client\"}"));
    answers(home, PAGE, SUCCESS);
    try (ServerClient client = client()) {
      client.revoke(OWNER);
      assertThat(client.isAuthorized(OWNER)).isFalse();
    }
    assertThat(home.asked(NEWER))
        .extracting(request -> request.getHeader("Authorization"))
        .containsExactly(basic(Secret.CLIENT_SECRET));
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403", "404", "405"})
  void refusalsWithoutWords_keepTheRecord_andNameForget(int status) {
    store(renewable());
    Canned refusal = new Canned(status, PAGE.headers(), PAGE.body());
    answers(token, refusal, refusal);
    answers(home, refusal, refusal);
    try (ServerClient client = client()) {
      assertThatThrownBy(() -> client.revoke(OWNER))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("in neither of its two forms")
          .hasMessageContaining("forget(owner)")
          .hasMessageContaining("data center eu")
          .satisfies(failure -> assertThat(Secret.shownIn(failure)).isEmpty());
      assertThat(store.load(KEY)).contains(renewable());
      assertThat(client.isAuthorized(OWNER)).isTrue();
    }
  }

  /** No record has them, so the words of a record that is kept would be wrong. */
  @Test
  void tokensOfSignInThatFailed_areTheUsersToRemove() {
    token.serves(
        "/oauth/v2/token",
        Canned.json(
            200, "{\"access_token\":\"1.a\",\"refresh_token\":\"1.r\",\"expires_in\":3600}"));
    answers(token, PAGE, PAGE);
    TokenStore full =
        new PassedOnStore() {
          @Override
          public void save(TokenKey key, StoredToken record) {
            throw new TokenStoreException("full");
          }
        };
    try (SelfClient client =
            SelfClient.builder()
                .clientId(Scene.CLIENT_ID)
                .clientSecret(Secret.CLIENT_SECRET.value)
                .dataCenter(token.dataCenter)
                .tokenStore(full)
                .build();
        SeenLogs logs = new SeenLogs()) {
      assertThatThrownBy(() -> client.exchange(Secret.CODE.value))
          .isInstanceOf(TokenStoreException.class);
      assertThat(logs.drain())
          .singleElement()
          .asString()
          .contains(
              "nothing is stored by which to revoke them",
              "at " + token.dataCenter.accountsServer() + ", under Connected Apps",
              "in neither of its two forms",
              "data center eu",
              Scene.CLIENT_ID)
          .doesNotContain("forget(owner)", "record is kept");
    }
    assertThat(token.asked(NEWER)).hasSize(1);
  }

  @Test
  void wrongSecret_isNamed_andTheRecordIsKept() {
    store(renewable());
    answers(token, PAGE, Canned.json(200, "{\"error\":\"invalid_client_secret\"}"));
    answers(home, PAGE, PAGE);
    try (ServerClient client = client()) {
      assertThatThrownBy(() -> client.revoke(OWNER))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("client secret")
          .hasMessageContaining("forget(owner)");
      assertThat(store.load(KEY)).contains(renewable());
    }
  }

  @Test
  void tokenThatIsUnknownInWords_everywhere_isGone() {
    store(renewable());
    answers(token, UNKNOWN, PAGE);
    answers(home, PAGE, UNKNOWN);
    try (ServerClient client = client()) {
      client.revoke(OWNER);
      assertThat(store.load(KEY)).isEmpty();
    }
  }

  @Test
  void tokenThatIsUnknownAtOnePlaceAlone_isKept() {
    store(renewable());
    answers(token, UNKNOWN, PAGE);
    answers(home, PAGE, PAGE);
    try (ServerClient client = client()) {
      assertThatThrownBy(() -> client.revoke(OWNER)).isInstanceOf(ConfigurationException.class);
      assertThat(store.load(KEY)).isPresent();
    }
  }

  @Test
  void outage_isNoRefusal_andNoOtherPlaceIsAsked() {
    store(renewable());
    answers(token, Canned.of(502, "text/html", ""), SUCCESS);
    answers(home, SUCCESS, SUCCESS);
    try (ServerClient client = client()) {
      assertThatThrownBy(() -> client.revoke(OWNER)).isInstanceOf(TemporaryFailureException.class);
      assertThat(store.load(KEY)).isPresent();
    }
    assertThat(token.asked(NEWER)).isEmpty();
    assertThat(home.asked(OLDER)).isEmpty();
  }

  @Test
  void refreshTokenThatZohoHasRefused_countsAsRevoked() {
    String secret = Secret.STORED_REFRESH_TOKEN.value;
    store(renewable().withNotes(RenewalNotes.NONE.refusing(secret, token.dataCenter)));
    answers(token, PAGE, PAGE);
    answers(home, PAGE, PAGE);
    try (ServerClient client = client()) {
      client.revoke(OWNER);
      assertThat(store.load(KEY)).isEmpty();
    }
  }

  @Test
  void accessTokenAlone_thatHasExpired_countsAsRevoked_andALivingOneDoesNot() {
    answers(token, PAGE, PAGE);
    answers(home, PAGE, PAGE);
    try (ServerClient client = client()) {
      AccessToken living = expiringIn(Duration.ofSeconds(1));
      store(StoredToken.at(token.dataCenter).withAccessToken(living, Scene.NOW));
      assertThatThrownBy(() -> client.revoke(OWNER)).isInstanceOf(ConfigurationException.class);
      assertThat(store.load(KEY)).isPresent();

      AccessToken expired = expiringIn(Duration.ZERO);
      store(StoredToken.at(token.dataCenter).withAccessToken(expired, Scene.NOW));
      client.revoke(OWNER);
      assertThat(store.load(KEY)).isEmpty();
    }
  }

  @Test
  void forget_removesRecordAndMemory_andAsksZohoNothing() {
    store(
        renewable()
            .withAccessToken(expiringIn(Duration.ofHours(1)), Scene.NOW)
            .withDetail("email", "ada@example.com"));
    try (ServerClient client = client()) {
      assertThat(client.forOwner(OWNER).getAccessToken()).isNotNull();
      client.forget(OWNER);
      assertThat(store.load(KEY)).isEmpty();
      assertThat(client.isAuthorized(OWNER)).isFalse();
      assertThat(client.details(OWNER)).isEmpty();
      assertThatThrownBy(() -> client.forOwner(OWNER).getAccessToken())
          .isInstanceOf(AuthorizationRequiredException.class);
      client.forget(OWNER); // none is fine
      assertThatThrownBy(client::forget).isInstanceOf(IllegalStateException.class);
    }
    for (String path : List.of(OLDER, NEWER, "/oauth/v2/token")) {
      assertThat(token.asked(path)).isEmpty();
      assertThat(home.asked(path)).isEmpty();
    }
  }

  @Test
  void forget_ofTheBuildersOwner_forgetsThatOneAlone() {
    TokenKey other = new TokenKey(Scene.CLIENT_ID, TokenOwner.unnamed());
    store(renewable());
    store.save(other, renewable());
    try (SelfClient client =
        SelfClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret(Secret.CLIENT_SECRET.value)
            .dataCenter(token.dataCenter)
            .tokenStore(store)
            .build()) {
      client.forget();
      assertThat(store.load(other)).isEmpty();
      assertThat(store.load(KEY)).isPresent();
    }
  }
}
