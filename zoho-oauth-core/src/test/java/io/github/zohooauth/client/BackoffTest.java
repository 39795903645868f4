package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.Ports;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Zoho's failing for now costs: pauses that grow, and never the whole budget at once. */
@Timeout(10)
class BackoffTest {

  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(4);

  /** Longer than the pauses after the fourth and fifth failure: at most 8 s and 16 s. */
  private static final Duration SIX_FAILURES = Duration.ofSeconds(25);

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);
  private SelfClient client;

  @BeforeEach
  void storeAnExpiredToken() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
    client = client();
  }

  private SelfClient client() {
    return client(ManualTime.PATIENCE);
  }

  private SelfClient client(Duration callerTimeout) {
    return zoho.client().tokenStore(store).pauses(time).callerTimeout(callerTimeout).build();
  }

  @AfterEach
  void close() {
    client.close();
    zoho.close();
  }

  private RenewalHistory notes() {
    return RenewalHistory.of(store.load(Scene.KEY).orElseThrow());
  }

  @Test
  void failureForNow_isTriedAgain_afterThePauseThatTheRecordNotes() throws Exception {
    zoho.script = number -> number < 3 ? CountingZoho.BROKEN : null;
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    for (int failures = 1; failures <= 2; failures++) {
      Duration pause = time.awaitPause(LONGEST_BACKOFF);
      assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(failures));
      assertThat(notes().failures()).isEqualTo(failures);
      assertThat(notes().notBefore()).isEqualTo(time.instant().plus(pause));
      assertThat(zoho.refreshes).hasValue(failures);
      time.advance(pause);
    }
    assertThat(caller.get().value()).isEqualTo("1.access-3");
    assertThat(notes().failures()).isZero();
    assertThat(notes().notBefore()).isNull();
    assertThat(notes().calls()).hasSize(3);
  }

  @Test
  void outage_costsACallerThreeTries_andTheNextOneKnows() throws Exception {
    zoho.script = number -> CountingZoho.BROKEN;
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    time.advance(time.awaitPause(LONGEST_BACKOFF));
    time.advance(time.awaitPause(LONGEST_BACKOFF));
    assertThatThrownBy(caller::get)
        .hasCauseInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining("HTTP 502");
    assertThat(zoho.refreshes).hasValue(3);
    assertThat(notes().failures()).isEqualTo(3);
  }

  private SelfClient unreachable() {
    DataCenter closed =
        DataCenter.of(
            "eu", URI.create("http://127.0.0.1:" + Ports.free()), URI.create(TokenAnswer.BASE));
    return zoho.client()
        .dataCenter(closed)
        .tokenStore(store)
        .pauses(time)
        .callerTimeout(ManualTime.PATIENCE)
        .build();
  }

  private void oneMoreFails(SelfClient failing) throws Exception {
    CompletableFuture<AccessToken> caller = failing.getAccessTokenAsync();
    time.drive(caller);
    assertThatThrownBy(caller::get).hasCauseInstanceOf(TemporaryFailureException.class);
  }

  /** What the record notes, to a caller who does not wait for the next try. */
  private String toldWhileTheNextTryIsFar() {
    StoredToken record = store.load(Scene.KEY).orElseThrow();
    RenewalHistory notes = RenewalHistory.of(record);
    Instant far = time.instant().plus(Duration.ofSeconds(59));
    store.save(
        Scene.KEY,
        new RenewalHistory(
                notes.calls(), far, notes.why(), notes.failures(), notes.unsent(), null, null)
            .onto(record));
    String message = String.valueOf(catchThrowable(client::getAccessToken).getMessage());
    time.advance(LONGEST_BACKOFF.multipliedBy(15));
    return message;
  }

  @Test
  void failures_areToldAsTheyWere_withWhatWasSent() throws Exception {
    client.close();
    client = client(SIX_FAILURES);
    try (SelfClient unreachable = unreachable()) {
      oneMoreFails(unreachable);
    }
    assertThat(notes().calls()).isEmpty();
    assertThat(toldWhileTheNextTryIsFar())
        .contains(": 3 tries in a row have failed, and nothing was sent to Zoho. The next try is")
        .contains("cannot be reached");
    zoho.script = number -> CountingZoho.BROKEN;
    oneMoreFails(client);
    assertThat(zoho.refreshes).hasValue(3);
    assertThat(toldWhileTheNextTryIsFar())
        .contains(": 6 tries in a row have failed, 3 of them before anything was sent to Zoho. The")
        .contains("HTTP 502");
    zoho.script = number -> null;
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-4");
    zoho.script = number -> CountingZoho.BROKEN;
    time.advance(Duration.ofHours(2));
    oneMoreFails(client);
    assertThat(toldWhileTheNextTryIsFar()).contains(": 3 tries in a row have failed. The next try");
  }

  @Test
  void longOutage_neverSpendsTheBudget_andIsOverSoonAfterItsEnd() throws Exception {
    zoho.script = number -> CountingZoho.BROKEN;
    Instant begun = time.instant();
    while (time.instant().isBefore(begun.plus(Duration.ofMinutes(40)))) {
      CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
      time.drive(caller);
      assertThatThrownBy(caller::get).hasCauseInstanceOf(TemporaryFailureException.class);
      time.advance(Duration.ofSeconds(15));
    }
    List<Instant> calls = List.copyOf(zoho.times);
    for (Instant call : calls) {
      Instant end = call.plus(Duration.ofMinutes(10));
      long inWindow = calls.stream().filter(c -> !c.isBefore(call) && c.isBefore(end)).count();
      assertThat(inWindow).isLessThanOrEqualTo(8);
    }
    assertThat(calls.size()).isGreaterThan(12);

    zoho.script = number -> null;
    time.advance(Duration.ofSeconds(165));
    assertThat(client.getAccessToken()).isNotNull();
  }

  @Test
  void backoffOfOneProcess_isRespectedByAnother() throws Exception {
    zoho.script = number -> CountingZoho.BROKEN;
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    Duration pause = time.awaitPause(LONGEST_BACKOFF);
    try (SelfClient another = client()) {
      CompletableFuture<AccessToken> other = another.getAccessTokenAsync();
      assertThat(time.awaitPauses(LONGEST_BACKOFF, 2)).containsExactly(pause, pause);
      assertThat(zoho.refreshes).hasValue(1);
      zoho.script = number -> null;
      time.advance(pause);
      CompletableFuture.anyOf(caller, other).get();
      time.drive(caller);
      time.drive(other);
      assertThat(caller.get()).isEqualTo(other.get());
    }
    assertThat(zoho.refreshes).hasValue(2);
  }
}
