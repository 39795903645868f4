package io.github.zohooauth.client;

import static io.github.zohooauth.client.TokenStatus.State.DUE;
import static io.github.zohooauth.client.TokenStatus.State.EXPIRED;
import static io.github.zohooauth.client.TokenStatus.State.REFUSED;
import static io.github.zohooauth.client.TokenStatus.State.VALID;
import static io.github.zohooauth.client.TokenStatus.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a health page is told about one owner, in each state. */
@Timeout(20)
class TokenStatusTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final CannedAnswer INVALID_CLIENT =
      CannedAnswer.json(400, "{\"error\":\"invalid_client_secret\"}");

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);
  private final SelfClient client = client();
  private final SelfClient otherHost = client();

  private SelfClient client() {
    return zoho.client()
        .clientSecret("1.PLANTED")
        .tokenStore(store)
        .pauses(time)
        .callerTimeout(ManualTime.PATIENCE)
        .build();
  }

  @AfterEach
  void close() {
    client.close();
    otherHost.close();
    zoho.close();
  }

  /** Stores a token that was obtained this long ago. */
  private void stored(Duration age) {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(age)));
  }

  /** Reads the status, which must not call Zoho and holds no secret. */
  private TokenStatus status(OAuthClient reader) {
    int calls = zoho.times.size();
    TokenStatus status = reader.status().orElseThrow();
    assertThat(zoho.times).hasSize(calls);
    assertThat(status.toString())
        .doesNotContain("1.old", "1.refresh", "1.access", "1.exchanged", "1.imported", "1.PLANTED");
    assertThat(status.location()).isEqualTo("eu");
    return status;
  }

  private void failingCall() throws Exception {
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    time.drive(caller.handle((token, failure) -> null));
    assertThat(caller).isCompletedExceptionally();
  }

  @Test
  void ownerWithoutARecord_hasNone() {
    assertThat(client.status()).isEmpty();
    assertThat(client.isAuthorized()).isFalse();
    assertThat(zoho.times).isEmpty();
  }

  @Test
  void signedIn_isValid_untilItsTokenExpires_andThenDue() {
    AccessToken token = client.exchange("1000.code").accessToken();
    TokenStatus valid =
        new TokenStatus(
            "eu", token.scopes(), token.expiresAt(), true, null, 1, null, null, null, null, VALID);
    assertThat(status(client)).isEqualTo(valid);
    assertThat(status(otherHost)).isEqualTo(valid);
    time.advance(HOUR.minusSeconds(1));
    assertThat(status(client).state()).isEqualTo(VALID);
    time.advance(Duration.ofSeconds(1));
    assertThat(status(client))
        .isEqualTo(
            new TokenStatus(
                "eu",
                token.scopes(),
                token.expiresAt(),
                true,
                null,
                0,
                null,
                null,
                null,
                null,
                DUE));
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
    assertThat(status(otherHost).state()).isEqualTo(VALID);
  }

  @Test
  void importedRefreshToken_isDue() {
    store.save(Scene.KEY, StoredToken.refreshing(zoho.dataCenter(), "1.imported"));
    TokenStatus status = status(client);
    assertThat(status.state()).isEqualTo(DUE);
    assertThat(status.isRenewable()).isTrue();
    assertThat(status.expiresAt()).isNull();
    assertThat(status.scopes()).isEmpty();
  }

  @Test
  void recordWithoutRefreshToken_isValid_andThenExpired() {
    StoredToken whole = zoho.record("old", time.instant());
    store.save(
        Scene.KEY,
        new StoredToken("eu", whole.accessToken(), whole.obtainedAt(), null, Map.of(), Map.of()));
    assertThat(status(client).state()).isEqualTo(VALID);
    assertThat(status(client).isRenewable()).isFalse();
    time.advance(HOUR);
    assertThat(status(client).state()).isEqualTo(EXPIRED);
    assertThat(status(client).waitUntil()).isNull();
    assertThat(client.isAuthorized()).isFalse();
  }

  @Test
  void rateLimit_isAWait_onAllHosts_untilItsEnd() {
    stored(HOUR);
    zoho.script = number -> CountingZoho.DENIED;
    RateLimitedException limit =
        catchThrowableOfType(RateLimitedException.class, client::getAccessToken);
    for (SelfClient reader : new SelfClient[] {client, otherHost}) {
      TokenStatus status = status(reader);
      assertThat(status.state()).isEqualTo(WAITING);
      assertThat(status.waitUntil()).isEqualTo(limit.retryAt());
      assertThat(status.waitReason()).isEqualTo("Zoho asked for a pause.");
      assertThat(status.recentCalls()).isEqualTo(1);
      assertThat(status.isRenewable()).isTrue();
    }
    assertThat(status(client).lastFailure()).contains("Not before " + limit.retryAt());
    assertThat(status(otherHost).lastFailure()).isEqualTo("Zoho asked for a pause.");
    time.advance(Duration.between(time.instant(), limit.retryAt()));
    assertThat(status(client).state()).isEqualTo(DUE);
    assertThat(status(client).waitUntil()).isNull();
    assertThat(status(client).waitReason()).isNull();
  }

  @Test
  void spentBudget_isAWait_withItsCalls() {
    Instant now = time.instant();
    RenewalHistory eight =
        RenewalHistory.NONE.with(IntStream.range(0, 8).mapToObj(now::minusSeconds).toList());
    store.save(Scene.KEY, eight.onto(zoho.record("old", now.minus(HOUR))));
    TokenStatus status = status(client);
    assertThat(status.state()).isEqualTo(WAITING);
    assertThat(status.recentCalls()).isEqualTo(8);
    assertThat(status.waitUntil()).isAfter(now.plus(Duration.ofMinutes(9)));
    assertThat(status.waitReason()).contains("budget");
    assertThat(status.lastFailure()).isNull();
  }

  @Test
  void temporaryFailures_areTold_withTheNextTry() throws Exception {
    stored(HOUR);
    zoho.script = number -> CountingZoho.BROKEN;
    failingCall();
    TokenStatus status = status(otherHost);
    assertThat(status.state()).isEqualTo(WAITING);
    assertThat(status.waitReason()).isEqualTo("3 tries in a row have failed.");
    assertThat(status.lastFailure()).contains("HTTP 502");
    assertThat(status.recentCalls()).isEqualTo(3);
    assertThat(client.isAuthorized()).isTrue();
    time.advance(Duration.between(time.instant(), Objects.requireNonNull(status.waitUntil())));
    assertThat(status(otherHost).state()).isEqualTo(DUE);
    assertThat(status(otherHost).lastFailure()).as("still the latest").contains("HTTP 502");
  }

  @Test
  void validToken_isValid_alsoWhileItsRenewalWaits() {
    stored(HOUR.minusSeconds(30));
    zoho.script = number -> CountingZoho.BROKEN;
    assertThat(client.getAccessToken().value()).isEqualTo("1.old");
    TokenStatus status = status(client);
    assertThat(status.state()).isEqualTo(VALID);
    assertThat(status.waitUntil()).isAfter(time.instant());
    assertThat(status.waitReason()).isEqualTo("The latest try has failed.");
    assertThat(status.lastFailure()).contains("HTTP 502");
  }

  @Test
  void refusedRefreshToken_isToldBeforeTheAccessTokenExpires_andUntilANewSignIn() {
    stored(HOUR.minusSeconds(30));
    zoho.script = number -> CountingZoho.REFUSED;
    Instant refused = time.instant();
    assertThat(client.getAccessToken().value()).isEqualTo("1.old");
    for (Duration later : new Duration[] {Duration.ZERO, Duration.ofDays(3)}) {
      time.advance(later);
      TokenStatus status = status(otherHost);
      assertThat(status.state()).isEqualTo(REFUSED);
      assertThat(status.refusedSince()).isEqualTo(refused);
      assertThat(status.isRenewable()).isFalse();
      assertThat(status.lastFailure()).isEqualTo("Zoho has refused the refresh token.");
      assertThat(status.waitUntil()).isNull();
    }
    client.exchange("1000.code");
    assertThat(status(otherHost).state()).isEqualTo(VALID);
    assertThat(status(otherHost).refusedSince()).isNull();
    assertThat(status(otherHost).lastFailure()).isNull();
  }

  @Test
  void wrongSecret_isAWaitOfTheClientThatHasIt() {
    stored(HOUR);
    zoho.script = number -> INVALID_CLIENT;
    ConfigurationException wrong =
        catchThrowableOfType(ConfigurationException.class, client::getAccessToken);
    TokenStatus status = status(client);
    assertThat(status.state()).isEqualTo(WAITING);
    assertThat(status.waitUntil()).isEqualTo(time.instant().plusSeconds(60));
    assertThat(wrong).hasMessageStartingWith(status.waitReason());
    assertThat(status.lastFailure()).isEqualTo(status.waitReason());
    assertThat(status(otherHost).state()).isEqualTo(DUE);
    assertThat(status(otherHost).lastFailure()).isNull();
    time.advance(Duration.ofSeconds(60));
    assertThat(status(client).state()).isEqualTo(DUE);
  }
}
