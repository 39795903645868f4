package io.github.zohooauth.client;

import static io.github.zohooauth.client.TokenStatus.State.DUE;
import static io.github.zohooauth.client.TokenStatus.State.VALID;
import static io.github.zohooauth.client.TokenStatus.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a status is made of: the store, this client's key, and what this client has seen. */
@Timeout(20)
class StatusSourcesTest {

  private static final TokenOwner ORGANIZATION = TokenOwner.organization("ZohoCRM.600123");

  private final ManualTime time = new ManualTime();
  private final CountingZoho zoho = new CountingZoho(time);
  private final StoreThatFails store = new StoreThatFails();
  private final SelfClient client = builder().build();

  /** A store that fails in the way that a test sets. */
  private static final class StoreThatFails extends PassedOnStore {
    @Nullable RuntimeException onLoad;
    @Nullable RuntimeException onSave;

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      if (onLoad != null) {
        throw onLoad;
      }
      return super.load(key);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      if (onSave != null) {
        throw onSave;
      }
      super.save(key, token);
    }
  }

  private SelfClient.Builder builder() {
    return zoho.client().tokenStore(store).pauses(time).callerTimeout(ManualTime.PATIENCE);
  }

  @AfterEach
  void close() {
    client.close();
    zoho.close();
  }

  private TokenOwner stored(String user, Duration age) {
    TokenOwner owner = TokenOwner.user(user);
    TokenKey key = new TokenKey(Scene.CLIENT_ID, owner);
    store.save(key, zoho.record(user, time.instant().minus(age)));
    return owner;
  }

  private StoredToken withoutRefreshToken(Duration age) {
    StoredToken whole = zoho.record("old", time.instant().minus(age));
    return new StoredToken("eu", whole.accessToken(), whole.obtainedAt(), null, Map.of(), Map.of());
  }

  private static TokenStatus status(OAuthClient reader, TokenOwner owner) {
    return reader.status(owner).orElseThrow();
  }

  @Test
  void failingAccountsServer_isToldToAllOwnersOfItsClient() throws Exception {
    zoho.script = number -> CountingZoho.BROKEN;
    Instant failingSince = time.instant();
    try (SelfClient failing = builder().tokenStore(store.tokens).build()) {
      for (String user : new String[] {"a", "b"}) {
        TokenOwner owner = stored(user, Duration.ofHours(2));
        time.drive(failing.forOwner(owner).getAccessTokenAsync().handle((t, e) -> null));
      }
      int calls = zoho.refreshes.get();
      TokenOwner due = stored("c", Duration.ofHours(2));
      TokenStatus waiting = status(failing, due);
      assertThat(waiting.state()).isEqualTo(WAITING);
      assertThat(waiting.waitReason())
          .isEqualTo("The accounts server has been failing since %s.", failingSince);
      assertThat(waiting.waitUntil())
          .isBetween(time.instant(), time.instant().plus(Duration.ofSeconds(15)));
      assertThat(waiting.serverFailingSince()).isEqualTo(failingSince);
      assertThat(waiting.recentCalls()).isZero();
      TokenStatus valid = status(failing, stored("d", Duration.ofMinutes(10)));
      assertThat(valid.state()).isEqualTo(VALID);
      assertThat(valid.serverFailingSince()).isEqualTo(failingSince);
      store.save(Scene.KEY, withoutRefreshToken(Duration.ofHours(2)));
      assertThat(status(failing, Scene.KEY.owner()).serverFailingSince()).isNull();
      try (SelfClient otherHost = builder().build()) {
        assertThat(status(otherHost, due).state()).isEqualTo(DUE);
        assertThat(status(otherHost, due).serverFailingSince()).isNull();
      }
      time.advance(Duration.ofSeconds(16));
      TokenStatus probing = status(failing, due);
      assertThat(probing.state()).as("the next call is the probe").isEqualTo(DUE);
      assertThat(probing.serverFailingSince()).isEqualTo(failingSince);
      assertThat(zoho.refreshes).hasValue(calls);
      zoho.script = number -> null;
      assertThat(failing.forOwner(due).getAccessToken()).isNotNull();
      assertThat(status(failing, due).serverFailingSince()).isNull();
    }
  }

  @Test
  void clientCredentials_haveAStatusBeforeTheFirstToken_andEachClientItsOwn() {
    try (SelfClient reader = credentials("ZohoCRM.modules.READ");
        SelfClient writer = credentials("ZohoCRM.modules.ALL")) {
      assertThat(reader.status().orElseThrow())
          .isEqualTo(
              new TokenStatus("eu", Set.of(), null, true, null, 0, null, null, null, null, DUE));
      assertThat(zoho.times).isEmpty();
      assertThat(reader.getAccessToken().scopes()).containsExactly("ZohoCRM.modules.READ");
      assertThat(status(reader, ORGANIZATION).state()).isEqualTo(VALID);
      assertThat(status(reader, ORGANIZATION).scopes()).containsExactly("ZohoCRM.modules.READ");
      assertThat(status(writer, ORGANIZATION).state()).isEqualTo(DUE);
      assertThatThrownBy(() -> reader.status(TokenOwner.user("ada")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("owner: ");
    }
  }

  private SelfClient credentials(String scope) {
    return builder().owner(ORGANIZATION).clientCredentials(scope).build();
  }

  @Test
  void callThatTheStoreDoesNotHaveYet_isCounted() {
    TokenOwner owner = stored("ada", Duration.ofHours(2));
    store.onSave = new TokenStoreException("planted");
    assertThat(client.forOwner(owner).getAccessToken().value()).isEqualTo("1.access-1");
    assertThat(status(client, owner).recentCalls()).isEqualTo(1);
    try (SelfClient otherHost = builder().build()) {
      assertThat(status(otherHost, owner).recentCalls()).isZero();
    }
  }

  @Test
  void storeThatFails_isAnError_andNeverNotSignedIn() {
    TokenOwner owner = stored("ada", Duration.ZERO);
    store.onLoad = new IllegalStateException("1000.of-the-store");
    assertThatThrownBy(() -> client.status(owner))
        .isExactlyInstanceOf(TokenStoreException.class)
        .hasMessageContaining("while loading the token of client=%s&user=ada", Scene.CLIENT_ID)
        .hasMessageNotContaining("1000.of-the-store");
    store.onLoad = new UnreadableRecordException("the key 2026-11 is missing");
    assertThatThrownBy(() -> client.status(owner))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("2026-11");
    assertThatThrownBy(client::status).isInstanceOf(UnreadableRecordException.class);
  }

  @Test
  void recordOfAnUnknownDataCenter_isAMistakeOfTheConfiguration() {
    store.save(Scene.KEY, new StoredToken("mars", null, null, "1.r", Map.of(), Map.of()));
    assertThatThrownBy(client::status)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'mars'");
  }

  @Test
  void refreshTokenOfTheBuilder_isDue_beforeItIsAdopted() {
    try (SelfClient adopting = builder().refreshToken("1000.refresh").build()) {
      assertThat(adopting.status().map(TokenStatus::state)).contains(DUE);
      assertThat(adopting.status(TokenOwner.user("ada"))).isEmpty();
      assertThat(store.tokens.load(Scene.KEY)).isEmpty();
    }
    assertThat(zoho.times).isEmpty();
  }

  @Test
  void closedClient_stillTellsWhatIsStored() {
    TokenOwner owner = stored("ada", Duration.ZERO);
    client.close();
    assertThat(status(client, owner).state()).isEqualTo(VALID);
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse is the test
  void statusWithoutAnOwner_isRefused() {
    assertThatThrownBy(() -> client.status(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("owner");
    ServerClient.Builder web =
        ServerClient.builder()
            .clientId(Scene.CLIENT_ID)
            .clientSecret("secret")
            .dataCenter(zoho.dataCenter())
            .redirectUri(URI.create("http://localhost:8080/callback"))
            .tokenStore(store);
    try (ServerClient server = web.build()) {
      assertThatThrownBy(server::status)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no default owner");
      assertThat(server.status(TokenOwner.user("ada"))).isEmpty();
    }
  }
}
