package io.github.zohooauth.internal.endpoint;

import static io.github.zohooauth.testkit.TwoDataCenters.NEWER;
import static io.github.zohooauth.testkit.TwoDataCenters.OLDER;
import static io.github.zohooauth.testkit.TwoDataCenters.PAGE;
import static io.github.zohooauth.testkit.TwoDataCenters.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.ServerClient;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.PassedOnStore;
import io.github.zohooauth.testkit.PlantedSecret;
import io.github.zohooauth.testkit.SigningZoho;
import io.github.zohooauth.testkit.TwoDataCenters;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revocation is reported only if Zoho confirms it. */
class RevocationTest {

  private static final TokenOwner OWNER = TokenOwner.user("ada");
  private static final TokenKey KEY = new TokenKey(Scene.CLIENT_ID, OWNER);
  private static final CannedAnswer SUCCESS = CannedAnswer.json(200, "{\"status\":\"success\"}");
  private static final CannedAnswer UNKNOWN =
      CannedAnswer.json(400, "{\"error\":\"invalid_token\"}");

  private final TwoDataCenters zoho = new TwoDataCenters();
  private final SigningZoho token = zoho.token;
  private final SigningZoho home = zoho.home;
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void stop() {
    zoho.close();
  }

  private ServerClient client() {
    return zoho.client(store);
  }

  private void store(StoredToken record) {
    store.save(KEY, record);
  }

  private StoredToken renewable() {
    return StoredToken.refreshing(token.dataCenter, PlantedSecret.STORED_REFRESH_TOKEN.value);
  }

  private AccessToken expiringIn(Duration left) {
    return new AccessToken(
        PlantedSecret.STORED_ACCESS_TOKEN.value,
        Scene.NOW.plus(left),
        Scene.STORED_SCOPES,
        DataCenter.EU,
        URI.create("https://www.zohoapis.eu"));
  }

  @Test
  void ownerWhoSignsInMeanwhile_keepsTheirTokens_alsoWithoutARefreshToken() {
    StoredToken blank = new StoredToken("eu", null, null, null, Map.of(), Map.of());
    StoredToken old = blank.withAccessToken(expiringIn(Duration.ofHours(1)), Scene.NOW);
    AccessToken another = AccessToken.of("1000.b", Scene.NOW.plusSeconds(3600), DataCenter.EU);
    StoredToken next = blank.withAccessToken(another, Scene.NOW);
    AtomicInteger loads = new AtomicInteger();
    TokenStore meanwhile =
        new PassedOnStore() {
          @Override
          public Optional<StoredToken> load(TokenKey key) {
            if (loads.incrementAndGet() == 2) {
              save(key, next);
            }
            return super.load(key);
          }
        };
    meanwhile.save(KEY, old);
    answers(token, SUCCESS, SUCCESS);
    try (ServerClient client = zoho.client(meanwhile)) {
      client.revoke(OWNER);
    }
    assertThat(meanwhile.load(KEY)).contains(next);
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403", "404", "405"})
  void refusalsWithoutWords_keepTheRecord_andNameForget(int status) {
    store(renewable());
    CannedAnswer refusal = new CannedAnswer(status, PAGE.headers(), PAGE.body());
    answers(token, refusal, refusal);
    answers(home, refusal, refusal);
    try (ServerClient client = client()) {
      assertThatThrownBy(() -> client.revoke(OWNER))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("in neither of its two forms")
          .hasMessageContaining("forget(owner)")
          .hasMessageContaining("data center eu")
          .satisfies(failure -> assertThat(PlantedSecret.shownIn(failure)).isEmpty());
      assertThat(store.load(KEY)).contains(renewable());
      assertThat(client.isAuthorized(OWNER)).isTrue();
    }
  }

  @Test
  void wrongSecret_isNamed_andTheRecordIsKept() {
    store(renewable());
    answers(token, PAGE, CannedAnswer.json(200, "{\"error\":\"invalid_client_secret\"}"));
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
    answers(token, CannedAnswer.of(502, "text/html", ""), SUCCESS);
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
    String secret = PlantedSecret.STORED_REFRESH_TOKEN.value;
    store(RenewalHistory.NONE.refusing(secret, token.dataCenter).onto(renewable()));
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
      store(DataCenters.blank(token.dataCenter).withAccessToken(living, Scene.NOW));
      assertThatThrownBy(() -> client.revoke(OWNER)).isInstanceOf(ConfigurationException.class);
      assertThat(store.load(KEY)).isPresent();

      AccessToken expired = expiringIn(Duration.ZERO);
      store(DataCenters.blank(token.dataCenter).withAccessToken(expired, Scene.NOW));
      client.revoke(OWNER);
      assertThat(store.load(KEY)).isEmpty();
    }
  }
}
