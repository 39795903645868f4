package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.TokenAnswer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many owners ask for a renewal at once, and four are renewed at a time. */
@Tag("S1")
@Timeout(60)
class ConcurrentRenewalsTest {

  private static final int BOUND = 4;
  private static final int OWNERS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private HeldRenewals zoho;
  private SelfClient client;

  @BeforeEach
  void start() throws IOException {
    zoho = new HeldRenewals();
    client = client(BOUND);
    for (int owner = 0; owner < OWNERS; owner++) {
      save(owner, Duration.ofHours(2));
    }
  }

  @AfterEach
  void stop() throws IOException {
    zoho.answers.release(OWNERS);
    zoho.close();
    client.close();
  }

  private SelfClient client(int bound) {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret("secret")
        .dataCenter(zoho.server.dataCenter())
        .tokenStore(store)
        .callerTimeout(PATIENCE)
        .maxConcurrentRenewals(bound)
        .clock(time)
        .pauses(time)
        .build();
  }

  private static TokenOwner owner(int owner) {
    return TokenOwner.user("owner-" + owner);
  }

  /** Stores a token of an hour that was obtained this long ago. */
  private void save(int owner, Duration ago) {
    AccessToken token =
        new AccessToken(
            "1.old-" + owner,
            time.instant().minus(ago).plus(Duration.ofHours(1)),
            Set.of(),
            zoho.server.dataCenter(),
            URI.create(TokenAnswer.BASE));
    store.save(
        new TokenKey(Scene.CLIENT_ID, owner(owner)),
        StoredToken.refreshing(zoho.server.dataCenter(), "1.owner-" + owner)
            .withAccessToken(token, time.instant().minus(ago)));
  }

  private CompletableFuture<AccessToken> ask(int owner) {
    return client.forOwner(owner(owner)).getAccessTokenAsync();
  }

  private List<CompletableFuture<AccessToken>> ask(int from, int to) {
    return IntStream.range(from, to).mapToObj(this::ask).toList();
  }

  private static void requireToken(CompletableFuture<AccessToken> caller, int owner)
      throws Exception {
    assertThat(caller.get(10, TimeUnit.SECONDS).value()).isEqualTo("1.renewed-" + owner);
  }

  @Test
  void owners_areRenewedFourAtATime_inTheOrderOfTheirCallers() throws Exception {
    List<CompletableFuture<AccessToken>> callers = ask(0, OWNERS);
    assertThat(zoho.arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(zoho.answered(OWNERS - BOUND))
        .isEqualTo(IntStream.range(BOUND, OWNERS).boxed().toList());
    zoho.answers.release(BOUND);
    for (int owner = 0; owner < OWNERS; owner++) {
      requireToken(callers.get(owner), owner);
    }
    assertThat(zoho.most).hasValue(BOUND);
  }

  @Test
  void callersWhoLeaveBeforeTheirTurn_costNoTokenCall() throws Exception {
    List<CompletableFuture<AccessToken>> callers = ask(0, 10);
    CompletableFuture<AccessToken> sameOwner = ask(6);
    assertThat(zoho.arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    callers.get(5).cancel(true);
    callers.get(6).cancel(true);
    callers.get(7).cancel(true);
    assertThat(zoho.answered(4)).containsExactly(4, 6, 8, 9);
    zoho.answers.release(BOUND);
    requireToken(sameOwner, 6);
    requireToken(callers.get(9), 9);
    CompletableFuture<AccessToken> again = ask(7);
    assertThat(zoho.answered(1)).containsExactly(7);
    zoho.answers.release();
    requireToken(again, 7);
  }

  @Test
  void callersWhosePatienceEndsInTheQueue_areToldThatNothingWasSent() throws Exception {
    List<CompletableFuture<AccessToken>> callers = ask(0, 10);
    assertThat(zoho.arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    time.advance(PATIENCE);
    for (int owner = 0; owner < BOUND; owner++) {
      requireFailure(callers.get(owner), "and the work goes on");
    }
    for (int owner = BOUND; owner < 10; owner++) {
      requireFailure(callers.get(owner), "others are before it, and nothing was sent");
    }
    CompletableFuture<AccessToken> next = ask(11);
    assertThat(zoho.answered(1)).as("those who left cost no call").containsExactly(11);
    zoho.answers.release(BOUND);
    requireToken(next, 11);
    assertThat(zoho.server.entered()).isEqualTo(BOUND + 1);
  }

  private static void requireFailure(CompletableFuture<AccessToken> caller, String message) {
    assertThatThrownBy(() -> caller.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining(message);
  }

  @Test
  void ownersWithLivingTokens_comeAfterThoseWhoWait() throws Exception {
    save(100, Duration.ofMinutes(50));
    assertThat(ask(100).get(10, TimeUnit.SECONDS).value()).isEqualTo("1.old-100");
    time.advance(Duration.ofMinutes(8));
    ask(0, BOUND);
    assertThat(zoho.arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(ask(100)).isCompletedWithValueMatching(it -> it.value().equals("1.old-100"));
    ask(BOUND, 7);
    assertThat(zoho.answered(4)).containsExactly(4, 5, 6, 100);
  }

  /** Its renewal begins beside a living token, and then pauses until a lease is free. */
  @Test
  void ownerWhoseTokenExpires_waitsInTheOrderOfItsCallers_alsoAfterAPause() throws Exception {
    client.close();
    client = client(1);
    save(100, Duration.ofMinutes(50));
    assertThat(ask(100).get(10, TimeUnit.SECONDS).value()).isEqualTo("1.old-100");
    time.advance(Duration.ofSeconds(8 * 60 + 58)); // it lives for 62 seconds
    TokenKey key = new TokenKey(Scene.CLIENT_ID, owner(100));
    TokenStore.Lease held = store.tryLease(key).orElseThrow();
    ask(0);
    assertThat(zoho.arrived(1)).containsExactly(0);
    ask(100);
    time.advance(Duration.ofSeconds(4)); // so its callers wait
    CompletableFuture<AccessToken> caller = ask(100);
    ask(1);
    assertThat(zoho.answered(1)).containsExactly(1);
    Duration pause = time.awaitPause(Duration.ofMillis(150));
    ask(2);
    held.close();
    time.advance(pause);
    assertThat(zoho.answered(2)).containsExactly(100, 2);
    zoho.answers.release();
    requireToken(caller, 100);
  }

  @Test
  void close_failsThoseWhoWaitForTheirTurn_atOnce() throws Exception {
    List<CompletableFuture<AccessToken>> callers = ask(0, OWNERS);
    assertThat(zoho.arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);
    for (int owner = BOUND; owner < OWNERS; owner++) {
      CompletableFuture<AccessToken> waiting = callers.get(owner);
      assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IllegalStateException.class);
    }
    zoho.answers.release(OWNERS);
    for (int owner = 0; owner < BOUND; owner++) {
      requireToken(callers.get(owner), owner);
    }
    closing.get(10, TimeUnit.SECONDS);
    assertThat(zoho.server.entered()).isEqualTo(BOUND);
  }
}
