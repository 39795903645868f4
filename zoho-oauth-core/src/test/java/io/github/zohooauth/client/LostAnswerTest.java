package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.ScriptedBrowser;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.PassedOnStore;
import io.github.zohooauth.testkit.SeenLogs;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store writes a record, and its answer is lost, as if the connection is cut after a commit. */
@Timeout(30)
class LostAnswerTest {

  private static final TokenOwner OWNER = TokenOwner.user("42");
  private static final String SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.org.READ";

  /** Fails each save from a moment on, done or not, and may not be readable after that. */
  private static final class CutOff extends PassedOnStore {
    boolean isCut;
    @Nullable Error error;
    @Nullable String said;
    boolean writes = true;
    boolean readsAfterwards = true;
    private boolean isDown;

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      if (isDown) {
        throw new IllegalStateException("secret 1000.of-the-store");
      }
      return super.load(key);
    }

    @Override
    public void save(TokenKey key, StoredToken token) {
      if (!isCut || writes) {
        super.save(key, token);
      }
      if (isCut) {
        isDown = !readsAfterwards;
        if (error != null) {
          throw error;
        }
        if (said != null) {
          throw new TokenStoreException(said);
        }
        throw new IllegalStateException("secret " + token.refreshToken());
      }
    }

    void recovers() {
      isCut = false;
      isDown = false;
    }
  }

  private final CutOff store = new CutOff();
  private final LocalZoho zoho =
      LocalZoho.start(Reading.documented().with(BrowserSwitch.ScopeEnhancementState.ECHOED));
  private final Client registered = ServerClientTest.registered(zoho);
  private final ServerClient web =
      ServerClientTest.builder(zoho, registered).tokenStore(store).build();
  private final ScriptedBrowser browser = zoho.browser(zoho.user("eu"));

  @AfterEach
  void close() {
    web.close();
    zoho.close();
  }

  private AccessToken signIn() {
    AuthorizationRequest request = web.newAuthorizationRequest(SCOPES).promptConsent().build();
    return web.exchange(request, browser.open(request.uri()).toString(), signIn -> OWNER)
        .accessToken();
  }

  private AccessToken token() {
    return web.forOwner(OWNER).getAccessToken();
  }

  private boolean isAnythingRevoked() {
    return zoho.requests().stream()
        .map(ReceivedRequest::path)
        .anyMatch(path -> path.contains("revoke"));
  }

  @Test
  void signIn_isDone_ifItsRecordIsThere() {
    signIn();
    store.isCut = true;
    AccessToken token = signIn();
    store.recovers();
    assertThat(isAnythingRevoked()).isFalse();
    assertThat(token()).isEqualTo(token);
    zoho.clock().advance(Duration.ofHours(1));
    assertThat(token()).as("by the refresh token of the second sign-in").isNotEqualTo(token);
  }

  @Test
  void signIn_isDone_ifItsRecordIsThere_afterAnError() {
    signIn();
    store.isCut = true;
    store.error = new StackOverflowError();
    AccessToken token = signIn();
    store.recovers();
    assertThat(isAnythingRevoked()).isFalse();
    assertThat(token()).isEqualTo(token);
  }

  /** A store's own text, with an end or without, is followed by a sentence of ours. */
  @ParameterizedTest
  @CsvSource({"the disk is full, the disk is full. Then", "Full., Full. Then", "'', Then"})
  void textOfTheStore_endsBeforeOurs(String said, String shown) {
    store.isCut = true;
    store.readsAfterwards = false;
    store.said = said;
    assertThatThrownBy(this::signIn)
        .isExactlyInstanceOf(TokenStoreException.class)
        .hasMessageStartingWith(shown + " the store could not be read either, so");
  }

  @Test
  void signIn_thatMayBeStored_isNotRevoked() {
    AccessToken before = signIn();
    store.isCut = true;
    store.readsAfterwards = false;
    assertThatThrownBy(this::signIn)
        .isExactlyInstanceOf(TokenStoreException.class)
        .hasMessageContaining("while saving")
        .hasMessageContaining("may be stored or not: nothing was revoked")
        .hasMessageContaining(registered.id())
        .hasMessageNotContaining("secret");
    store.recovers();
    assertThat(isAnythingRevoked()).isFalse();
    zoho.clock().advance(Duration.ofHours(1));
    assertThat(token()).isNotEqualTo(before);
  }

  @Test
  void signIn_whoseSaveHasAnUnknownOutcome_leavesTheRecordFromBefore() {
    AccessToken before = signIn();
    store.isCut = true;
    store.writes = false;
    store.readsAfterwards = false;
    assertThatThrownBy(this::signIn).hasMessageContaining("may be stored or not");
    store.recovers();
    assertThat(isAnythingRevoked()).isFalse();
    assertThat(token()).isEqualTo(before);
    zoho.clock().advance(Duration.ofHours(1));
    assertThat(token()).isNotEqualTo(before);
  }

  @Test
  void signIn_thatIsNotStored_isRevoked_andTheRecordFromBeforeStays() {
    AccessToken before = signIn();
    store.isCut = true;
    store.writes = false;
    assertThatThrownBy(this::signIn)
        .isExactlyInstanceOf(TokenStoreException.class)
        .hasMessageContaining("while saving")
        .hasMessageNotContaining("may be stored");
    store.recovers();
    assertThat(isAnythingRevoked()).isTrue();
    assertThat(token()).isEqualTo(before);
    zoho.clock().advance(Duration.ofHours(1));
    assertThat(token()).isNotEqualTo(before);
  }

  @Test
  void scopeEnhancement_isDone_ifItsRecordIsThere() {
    signIn();
    AuthorizationRequest more = web.scopeEnhancement(OWNER, "ZohoCRM.settings.READ");
    String redirect = browser.open(more.uri()).toString();
    store.isCut = true;
    web.completeScopeEnhancement(more, redirect);
    store.recovers();
    assertThat(token().scopes()).contains("ZohoCRM.settings.READ");
  }

  @Test
  void renewal_isDone_ifItsRecordIsThere_withItsNewRefreshToken() {
    ManualTime time = new ManualTime();
    try (CountingZoho counting = new CountingZoho(time);
        SelfClient client = counting.client().tokenStore(store).build();
        SeenLogs logs = new SeenLogs()) {
      counting.script =
          number ->
              CannedAnswer.json(
                  200,
                  "{\"access_token\":\"1.a%d\",\"refresh_token\":\"1.r%d\",\"expires_in\":3600}"
                      .formatted(number, number));
      store.save(Scene.KEY, counting.record("old", time.instant().minus(Duration.ofHours(2))));
      store.isCut = true;
      assertThat(client.getAccessToken().value()).isEqualTo("1.a1");
      store.recovers();
      assertThat(logs.drain()).noneMatch(line -> line.contains("in memory only"));
      assertThat(store.load(Scene.KEY).orElseThrow().refreshToken()).isEqualTo("1.r1");

      time.advance(Duration.ofHours(2));
      store.isCut = true;
      store.readsAfterwards = false;
      assertThatThrownBy(client::getAccessToken)
          .isExactlyInstanceOf(TokenStoreException.class)
          .hasMessageContaining("may be stored or not");
      store.recovers();
      assertThat(client.getAccessToken().value()).isEqualTo("1.a2");
      assertThat(counting.refreshes).as("calls").hasValue(2);
    }
  }
}
