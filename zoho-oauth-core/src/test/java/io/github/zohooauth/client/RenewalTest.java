package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asking without blocking, deadlines, and records of a clock that was wrong. */
@Timeout(10)
class RenewalTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration POLL = Duration.ofMillis(150);

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);
  private SelfClient client;

  @BeforeEach
  void build() {
    client = client();
  }

  private SelfClient client() {
    return zoho.client().tokenStore(store).pauses(time).build();
  }

  @AfterEach
  void close() {
    client.close();
    zoho.close();
  }

  private void stored(String name, Duration ago) {
    store.save(Scene.KEY, zoho.record(name, time.instant().minus(ago)));
  }

  @Test
  void async_fresh_hasEnded_andExpired_isOneFlightForAll() throws Exception {
    stored("old", HOUR);
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    zoho.script =
        number -> {
          cancelled.join();
          return null;
        };
    CompletableFuture<AccessToken> one = client.getAccessTokenAsync();
    CompletableFuture<AccessToken> other = client.getAccessTokenAsync();
    assertThat(one).isNotSameAs(other);
    assertThat(one.cancel(true)).isTrue();
    cancelled.complete(null);
    assertThat(other.get().value()).isEqualTo("1.access-1");
    assertThat(client.getAccessTokenAsync()).isCompletedWithValue(other.get());
    assertThat(zoho.refreshes).hasValue(1);
  }

  @Test
  void async_failure_isTheCallersOwn_andClosedIsAFailureToo() throws Exception {
    List<CompletableFuture<AccessToken>> callers =
        List.of(client.getAccessTokenAsync(), client.getAccessTokenAsync());
    for (CompletableFuture<AccessToken> caller : callers) {
      assertThatThrownBy(caller::get).hasCauseInstanceOf(AuthorizationRequiredException.class);
    }
    client.close();
    assertThat(client.getAccessTokenAsync()).isCompletedExceptionally();
  }

  @Test
  void recordOfAClockFarAhead_isNotBelieved() {
    store.save(Scene.KEY, zoho.record("future", time.instant().plus(Duration.ofDays(3650))));
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
  }

  @Test
  void notesOfAClockFarAhead_doNotWedge() {
    Instant ahead = time.instant().plus(Duration.ofDays(3650));
    List<Instant> calls = List.of(ahead, ahead, ahead, ahead, ahead, ahead, ahead, ahead);
    for (int failures = 0; failures < 2; failures++) {
      RenewalHistory notes = new RenewalHistory(calls, ahead, "a wait", failures, 0, null, null);
      store.save(Scene.KEY, notes.onto(zoho.record("old", time.instant().minus(HOUR))));
      try (SelfClient fresh = client()) {
        assertThat(fresh.getAccessToken()).isNotNull();
      }
    }
  }

  /** The save of this token failed, and another host has since noted a wait in the older record. */
  @Test
  void tokenInMemory_isServedToItsEnd_whileTheStoresRecordHasToWait() {
    stored("old", HOUR.minusMinutes(10));
    assertThat(client.getAccessToken().value()).isEqualTo("1.old");
    Instant until = time.instant().plus(HOUR);
    store.save(
        Scene.KEY,
        RenewalHistory.NONE
            .waiting(until, "Zoho asked for a pause")
            .onto(zoho.record("older", time.instant().minus(HOUR.multipliedBy(2)))));
    time.advance(Duration.ofMinutes(9).plusSeconds(10));
    for (int seconds = 0; seconds < 48; seconds += 12) {
      assertThat(client.getAccessToken().value()).as("after %d s", seconds).isEqualTo("1.old");
      time.advance(Duration.ofSeconds(12));
    }
    time.advance(Duration.ofSeconds(12));
    assertThatThrownBy(client::getAccessToken).isInstanceOf(RateLimitedException.class);
    assertThat(zoho.refreshes).hasValue(0);
  }

  @Test
  void renewalWhoseWorkIsLost_isMadeAnewWhenItsCallersHaveLeft() throws Exception {
    AtomicBoolean lost = new AtomicBoolean(true);
    SelfClient stuck =
        zoho.client()
            .tokenStore(store)
            .pauses(time)
            .executor(
                work -> {
                  if (!lost.get()) {
                    work.run();
                  }
                })
            .build();
    stored("old", HOUR);
    CompletableFuture<AccessToken> first = stuck.getAccessTokenAsync();
    time.advance(Duration.ofSeconds(30));
    assertThatThrownBy(first::get).hasMessageContaining("No answer within 30 seconds");
    CompletableFuture<AccessToken> second = stuck.getAccessTokenAsync();
    time.advance(Duration.ofSeconds(30));
    assertThatThrownBy(second::get).hasMessageContaining("No answer within 30 seconds");
    lost.set(false);
    assertThat(stuck.getAccessToken().value()).isEqualTo("1.access-1");
  }

  @Test
  void leaseHolderThatNeverEnds_isWaitedForUpToTheDeadline() throws Exception {
    stored("old", HOUR);
    TokenStore.Lease dead = store.tryLease(Scene.KEY).orElseThrow();
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    time.drive(caller);
    assertThatThrownBy(caller::get).hasCauseInstanceOf(TemporaryFailureException.class);
    dead.close();
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
  }

  @Test
  void leasePoll_whoseExecutorFails_endsTheFlight_andTheNextCallWorks() throws Exception {
    AtomicBoolean fails = new AtomicBoolean();
    AtomicBoolean refuses = new AtomicBoolean();
    SelfClient odd =
        zoho.client()
            .tokenStore(store)
            .pauses(time)
            .executor(
                work -> {
                  if (fails.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                  }
                  if (refuses.get()) {
                    throw new RejectedExecutionException();
                  }
                  work.run();
                })
            .build();
    stored("old", HOUR);
    TokenStore.Lease held = store.tryLease(Scene.KEY).orElseThrow();
    CompletableFuture<AccessToken> caller = odd.getAccessTokenAsync();
    time.awaitPause(POLL);
    fails.set(true);
    time.advance(POLL);
    assertThatThrownBy(caller::get).hasCauseInstanceOf(TemporaryFailureException.class);

    fails.set(false);
    CompletableFuture<AccessToken> next = odd.getAccessTokenAsync();
    time.awaitPause(POLL);
    refuses.set(true);
    held.close();
    time.advance(POLL);
    assertThat(next.get().value()).isEqualTo("1.access-1");
  }
}
