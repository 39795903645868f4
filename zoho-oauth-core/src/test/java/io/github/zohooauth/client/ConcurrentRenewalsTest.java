package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.RawConnection;
import io.github.zohooauth.testkit.RawServer;
import io.github.zohooauth.testkit.SteppedTime;
import io.github.zohooauth.testkit.TokenAnswer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern REFRESH = Pattern.compile("refresh_token=1\\.owner-(\\d+)");

  private final SteppedTime time = new SteppedTime();
  private final TokenStore store = TokenStore.inMemory();
  private final BlockingQueue<Integer> arrivals = new LinkedBlockingQueue<>();
  private final Semaphore answers = new Semaphore(0);
  private final AtomicInteger atATime = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private RawServer server;
  private SelfClient client;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer(this::serve);
    client = client(BOUND);
    for (int owner = 0; owner < OWNERS; owner++) {
      save(owner, Duration.ofHours(2));
    }
  }

  @AfterEach
  void stop() throws IOException {
    answers.release(OWNERS);
    server.close();
    client.close();
  }

  private SelfClient client(int bound) {
    return SelfClient.builder()
        .clientId(Scene.CLIENT_ID)
        .clientSecret("secret")
        .dataCenter(server.dataCenter())
        .tokenStore(store)
        .callerTimeout(PATIENCE)
        .maxConcurrentRenewals(bound)
        .clock(time)
        .pauses(time)
        .build();
  }

  /** Holds each answer until the test releases it. */
  private void serve(RawConnection connection) throws IOException {
    while (connection.awaitRequest()) {
      Matcher refresh = REFRESH.matcher(connection.readRequest());
      assertThat(refresh.find()).isTrue();
      most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
      arrivals.add(Integer.parseInt(refresh.group(1)));
      answers.acquireUninterruptibly();
      atATime.decrementAndGet();
      connection.answer(
          "{\"access_token\":\"1.renewed-%s\",\"expires_in\":3600}".formatted(refresh.group(1)));
    }
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
            server.dataCenter(),
            URI.create(TokenAnswer.BASE));
    store.save(
        new TokenKey(Scene.CLIENT_ID, owner(owner)),
        StoredToken.refreshing(server.dataCenter(), "1.owner-" + owner)
            .withAccessToken(token, time.instant().minus(ago)));
  }

  private CompletableFuture<AccessToken> ask(int owner) {
    return client.forOwner(owner(owner)).getAccessTokenAsync();
  }

  private List<CompletableFuture<AccessToken>> ask(int from, int to) {
    return IntStream.range(from, to).mapToObj(this::ask).toList();
  }

  private List<Integer> arrived(int count) throws InterruptedException {
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Integer next = arrivals.poll(Scene.HANG_GUARD.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("token call %d after %s", i + 1, owners).isNotNull();
      owners.add(next);
    }
    return owners;
  }

  /** Answers one call at a time, and returns who calls next. */
  private List<Integer> answered(int count) throws InterruptedException {
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.release();
      owners.addAll(arrived(1));
    }
    return owners;
  }

  private static void requireToken(CompletableFuture<AccessToken> caller, int owner)
      throws Exception {
    assertThat(caller.get(10, TimeUnit.SECONDS).value()).isEqualTo("1.renewed-" + owner);
  }

  @Test
  void owners_areRenewedFourAtATime_inTheOrderOfTheirCallers() throws Exception {
    List<CompletableFuture<AccessToken>> callers = ask(0, OWNERS);
    assertThat(arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(answered(OWNERS - BOUND)).isEqualTo(IntStream.range(BOUND, OWNERS).boxed().toList());
    answers.release(BOUND);
    for (int owner = 0; owner < OWNERS; owner++) {
      requireToken(callers.get(owner), owner);
    }
    assertThat(most).hasValue(BOUND);
  }

  @Test
  void callersWhoLeaveBeforeTheirTurn_costNoTokenCall() throws Exception {
    List<CompletableFuture<AccessToken>> callers = ask(0, 10);
    CompletableFuture<AccessToken> sameOwner = ask(6);
    assertThat(arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    callers.get(5).cancel(true);
    callers.get(6).cancel(true);
    callers.get(7).cancel(true);
    assertThat(answered(4)).containsExactly(4, 6, 8, 9);
    answers.release(BOUND);
    requireToken(sameOwner, 6);
    requireToken(callers.get(9), 9);
    CompletableFuture<AccessToken> again = ask(7);
    assertThat(answered(1)).containsExactly(7);
    answers.release();
    requireToken(again, 7);
  }

  @Test
  void callersWhosePatienceEndsInTheQueue_areToldThatNothingWasSent() throws Exception {
    List<CompletableFuture<AccessToken>> callers = ask(0, 10);
    assertThat(arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    time.advance(PATIENCE);
    for (int owner = 0; owner < BOUND; owner++) {
      requireFailure(callers.get(owner), "and the work goes on");
    }
    for (int owner = BOUND; owner < 10; owner++) {
      requireFailure(callers.get(owner), "others are before it, and nothing was sent");
    }
    CompletableFuture<AccessToken> next = ask(11);
    assertThat(answered(1)).as("those who left cost no call").containsExactly(11);
    answers.release(BOUND);
    requireToken(next, 11);
    assertThat(server.entered()).isEqualTo(BOUND + 1);
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
    assertThat(arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(ask(100)).isCompletedWithValueMatching(it -> it.value().equals("1.old-100"));
    ask(BOUND, 7);
    assertThat(answered(4)).containsExactly(4, 5, 6, 100);
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
    assertThat(arrived(1)).containsExactly(0);
    ask(100);
    time.advance(Duration.ofSeconds(4)); // so its callers wait
    CompletableFuture<AccessToken> caller = ask(100);
    ask(1);
    assertThat(answered(1)).containsExactly(1);
    Duration pause = time.awaitPause(Duration.ofMillis(150));
    ask(2);
    held.close();
    time.advance(pause);
    assertThat(answered(2)).containsExactly(100, 2);
    answers.release();
    requireToken(caller, 100);
  }

  @Test
  void close_failsThoseWhoWaitForTheirTurn_atOnce() throws Exception {
    List<CompletableFuture<AccessToken>> callers = ask(0, OWNERS);
    assertThat(arrived(BOUND)).containsExactlyInAnyOrder(0, 1, 2, 3);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);
    for (int owner = BOUND; owner < OWNERS; owner++) {
      CompletableFuture<AccessToken> waiting = callers.get(owner);
      assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IllegalStateException.class);
    }
    answers.release(OWNERS);
    for (int owner = 0; owner < BOUND; owner++) {
      requireToken(callers.get(owner), owner);
    }
    closing.get(10, TimeUnit.SECONDS);
    assertThat(server.entered()).isEqualTo(BOUND);
  }
}
