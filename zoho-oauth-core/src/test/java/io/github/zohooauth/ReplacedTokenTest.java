package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes the place of a token that an API rejected, and that it stays for all others. */
@Timeout(10)
class ReplacedTokenTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  /** A store that fails when it is told to. */
  private static final class FailingStore implements TokenStore {

    private final TokenStore tokens = TokenStore.inMemory();
    volatile boolean loadFails;
    volatile boolean saveFails;

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      requireNot(loadFails);
      return tokens.load(key);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      requireNot(saveFails);
      tokens.save(key, token);
    }

    @Override
    public void delete(TokenKey key) {
      tokens.delete(key);
    }

    private static void requireNot(boolean fails) {
      if (fails) {
        throw new TokenStoreException("it fails");
      }
    }
  }

  private final SteppedTime time = new SteppedTime();
  private final FailingStore store = new FailingStore();
  private final CountingZoho zoho = new CountingZoho(time);
  private SelfClient client;
  private SelfClient otherHost;

  @BeforeEach
  void build() {
    client = client();
    otherHost = client();
  }

  private SelfClient client() {
    return zoho.client().tokenStore(store).pauses(time).build();
  }

  @AfterEach
  void close() {
    client.close();
    otherHost.close();
    zoho.close();
  }

  private AccessToken served(String name, Duration ago) {
    store.save(Scene.KEY, zoho.record(name, time.instant().minus(ago)));
    return client.getAccessToken();
  }

  @Test
  void oldToken_isRenewedOnce_andALateRejectionCostsNothing() throws Exception {
    AccessToken old = served("old", HALF_AN_HOUR);
    AccessToken renewed = client.replaceRejected(old);
    assertThat(renewed.value()).isEqualTo("1.access-1");
    assertThat(client.replaceRejected(old)).isEqualTo(renewed);
    assertThat(client.replaceRejectedAsync(old).get()).isEqualTo(renewed);
    assertThat(client.getAccessToken()).isEqualTo(renewed);
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void tokenOfTheStore_comesBack_withoutACall() {
    AccessToken old = served("old", HALF_AN_HOUR);
    AccessToken another = otherHost.replaceRejected(old);
    assertThat(client.getAccessToken()).isEqualTo(old);
    assertThat(client.replaceRejected(old)).isEqualTo(another);
    assertThat(client.getAccessToken()).isEqualTo(another);
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void youngToken_comesBackItself_upToItsFirstMinute() {
    AccessToken young = served("young", Duration.ofMillis(1));
    time.advance(Duration.ofMillis(59_998));
    assertThat(client.replaceRejected(young)).isEqualTo(young);
    assertThat(client.getAccessToken()).isEqualTo(young);
    assertThat(zoho.refreshes).hasValue(0);
    time.advance(Duration.ofMillis(1));
    assertThat(client.replaceRejected(young).value()).isEqualTo("1.access-1");
  }

  @Test
  void replacedToken_isNotReplacedAgain_forTenMinutes_onAnyHost() {
    AccessToken first = client.replaceRejected(served("old", HALF_AN_HOUR));
    assertThat(first.value()).isEqualTo("1.access-1");
    time.advance(TEN_MINUTES.minusMillis(1));
    assertThat(client.replaceRejected(first)).isEqualTo(first);
    assertThat(otherHost.replaceRejected(first)).isEqualTo(first);
    assertThat(zoho.refreshes).hasValue(1);
    time.advance(Duration.ofMillis(1));
    assertThat(otherHost.replaceRejected(first).value()).isEqualTo("1.access-2");
  }

  @Test
  void renewalThatFailed_bringsTheSameToken_andIsNotMadeAgainForTenMinutes() {
    for (Canned failure :
        new Canned[] {
          CountingZoho.BROKEN,
          CountingZoho.DENIED.with("Retry-After", "1"),
          CountingZoho.REFUSED,
          Canned.json(200, "{\"error\":\"invalid_client\"}")
        }) {
      int before = zoho.refreshes.get();
      zoho.script = number -> failure;
      AccessToken old = served("old-" + before, HALF_AN_HOUR);
      assertThat(client.replaceRejected(old)).isEqualTo(old);
      assertThat(zoho.refreshes.get() - before).isEqualTo(1);
      zoho.script = number -> null;
      time.advance(TEN_MINUTES.minusMillis(1));
      assertThat(client.replaceRejected(old)).isEqualTo(old);
      assertThat(otherHost.replaceRejected(old)).isEqualTo(old);
      assertThat(client.getAccessToken()).isEqualTo(old);
      assertThat(zoho.refreshes.get() - before).isEqualTo(1);
      time.advance(Duration.ofHours(1));
      client.close();
      client = client();
    }
  }

  @Test
  void replacement_isNotedInTheRecord_beforeItsCallIsSent() {
    AccessToken old = served("old", HALF_AN_HOUR);
    AtomicReference<Optional<StoredToken>> seen = new AtomicReference<>(Optional.empty());
    zoho.script =
        number -> {
          seen.set(store.load(Scene.KEY));
          return null;
        };
    client.replaceRejected(old);
    assertThat(TokenCodec.plain().encode(Scene.KEY, seen.get().orElseThrow()))
        .contains("\"replacedAt\":" + time.instant().toEpochMilli())
        .contains("\"accessToken\":\"1.old\"");
  }

  @Test
  void processThatWasKilledInItsCall_hasNotedIt() {
    AccessToken old = served("old", HALF_AN_HOUR);
    zoho.script =
        number -> {
          store.save(Scene.KEY, store.load(Scene.KEY).orElseThrow()); // ends the lease
          return CountingZoho.BROKEN;
        };
    assertThat(client.replaceRejected(old)).isEqualTo(old);
    time.advance(Duration.ofMinutes(5));
    assertThat(otherHost.replaceRejected(old)).isEqualTo(old);
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void anotherHostsReplacement_isWaitedFor() throws Exception {
    AccessToken old = served("old", HALF_AN_HOUR);
    AtomicReference<CompletableFuture<AccessToken>> waiting = new AtomicReference<>();
    zoho.script =
        number -> {
          waiting.set(otherHost.replaceRejectedAsync(old));
          assertPauses();
          return null;
        };
    AccessToken renewed = client.replaceRejected(old);
    time.drive(waiting.get());
    assertThat(waiting.get().get()).isEqualTo(renewed);
    assertThat(zoho.refreshes).hasValue(1);
  }

  private void assertPauses() {
    try {
      time.awaitPause(Duration.ofMillis(150));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ownerDisconnectedElsewhere_hasToAuthorizeAgain_alsoInTheTokensFirstMinute() {
    AccessToken young = served("young", Duration.ofSeconds(1));
    otherHost.revoke(TokenOwner.unnamed());
    assertThatThrownBy(() -> client.replaceRejected(young))
        .isInstanceOf(AuthorizationRequiredException.class)
        .hasMessageContaining("authorize again");
    assertThatThrownBy(() -> client.replaceRejectedAsync(young).get())
        .hasCauseInstanceOf(AuthorizationRequiredException.class);
    assertThatThrownBy(client::getAccessToken).isInstanceOf(AuthorizationRequiredException.class);
    assertThat(client.isAuthorized()).isFalse();
    assertThat(zoho.refreshes).hasValue(0);
  }

  @Test
  void storeThatFails_bringsTheSameToken() {
    AccessToken old = served("old", HALF_AN_HOUR);
    store.loadFails = true;
    assertThat(client.replaceRejected(old)).isEqualTo(old);
    assertThat(client.getAccessToken()).isEqualTo(old);
    store.loadFails = false;
    assertThat(client.replaceRejected(old).value()).isEqualTo("1.access-1");
  }

  @Test
  void tokenThatCouldNotBeSaved_isNotGivenUpForTheOneOfTheStore() {
    AccessToken old = served("old", HALF_AN_HOUR);
    store.saveFails = true;
    AccessToken unsaved = client.replaceRejected(old);
    assertThat(unsaved.value()).isEqualTo("1.access-1");
    time.advance(Duration.ofMinutes(2));
    assertThat(client.replaceRejected(unsaved)).isEqualTo(unsaved);
    assertThat(client.getAccessToken()).isEqualTo(unsaved);
    assertThat(zoho.refreshes).hasValue(1);
    store.saveFails = false;
    time.advance(TEN_MINUTES);
    assertThat(client.replaceRejected(unsaved).value()).isEqualTo("1.access-2");
  }

  private AccessToken stored() {
    return store
        .load(Scene.KEY)
        .flatMap(record -> record.accessTokenOf(zoho.dataCenter()))
        .orElseThrow();
  }

  @Test
  void tokenOfAnotherProcess_isReplaced_whereMemoryHasNone() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(HALF_AN_HOUR)));
    AccessToken old = stored();
    assertThat(client.replaceRejected(old).value()).isEqualTo("1.access-1");
    store.save(Scene.KEY, zoho.record("young", time.instant()));
    AccessToken young = stored();
    assertThat(otherHost.replaceRejected(young)).isEqualTo(young);
  }

  @Test
  void expiredToken_isRenewedAsUsual_orFailsAsUsual() {
    AccessToken old = served("old", HALF_AN_HOUR);
    time.advance(HALF_AN_HOUR);
    zoho.script = number -> Canned.json(200, "{\"error\":\"invalid_client\"}");
    assertThatThrownBy(() -> client.replaceRejected(old))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> client.replaceRejected(old))
        .isInstanceOf(ConfigurationException.class);
    assertThat(zoho.refreshes).hasValue(1);
    zoho.script = number -> null;
    time.advance(Duration.ofMinutes(1));
    assertThat(client.replaceRejected(old).value()).isEqualTo("1.access-2");
  }

  @Test
  void lambda_givesWhatItGives() {
    AccessToken token =
        zoho.record("of-a-lambda", time.instant()).accessTokenOf(DataCenter.EU).orElseThrow();
    AtomicInteger asked = new AtomicInteger();
    TokenProvider lambda =
        () -> {
          asked.incrementAndGet();
          return token;
        };
    assertThat(lambda.replaceRejected(token)).isSameAs(token);
    assertThat(lambda.replaceRejectedAsync(token)).isCompletedWithValue(token);
    assertThat(asked).hasValue(2);
  }
}
