package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.AuthorizationRequiredException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One renewal, whoever asks, however many, and whatever becomes of them. */
class SharedRenewalProofTest {

  private static final int THREADS = 64;

  private static ExecutorService threads;
  private static CountingZoho zoho;

  @BeforeAll
  static void start() {
    threads = Executors.newCachedThreadPool();
    zoho = new CountingZoho(InstantSource.system());
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    zoho.close();
  }

  private static TokenStore expired() {
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, zoho.record("old", Instant.now().minus(Duration.ofHours(2))));
    return store;
  }

  private static SelfClient client(TokenStore store) {
    return zoho.client().tokenStore(store).build();
  }

  /** Lets them all ask at the same moment. */
  private static List<Future<AccessToken>> ask(List<SelfClient> clients, int callers) {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<AccessToken>> asked =
        IntStream.range(0, callers)
            .mapToObj(i -> clients.get(i % clients.size()))
            .map(
                client ->
                    threads.submit(
                        () -> {
                          start.await();
                          return client.getAccessToken();
                        }))
            .toList();
    start.countDown();
    return asked;
  }

  private static Set<AccessToken> all(List<Future<AccessToken>> callers) throws Exception {
    Set<AccessToken> tokens = new HashSet<>();
    for (Future<AccessToken> caller : callers) {
      tokens.add(caller.get(30, TimeUnit.SECONDS));
    }
    return tokens;
  }

  /** How long the endpoint takes, round by round, in milliseconds. */
  private static List<Integer> delays(Random chance) {
    List<Integer> delays =
        new ArrayList<>(
            Stream.generate(() -> chance.nextInt(51)).limit(Proof.size(12, 1_000)).toList());
    if (Proof.isFull()) {
      delays.addAll(List.of(5_000, 5_000, 5_000, 5_000, 5_000, 12_000));
    }
    return delays;
  }

  @Test
  @Tag("R1")
  void coldCache_costsOneCall_forManyThreads() {
    Random chance = new Random(Proof.seed("R1", 20260310));
    Proof.holds("R1", delays(chance), delay -> holdHerd(delay, 1));
  }

  @Test
  @Tag("R1")
  void coldCaches_ofManyClientsOverOneStore_costOneCall() {
    Proof.holds("R1", List.of(0, 20), delay -> holdHerd(delay, THREADS));
  }

  private static void holdHerd(int delay, int clients) throws Exception {
    TokenStore store = expired();
    zoho.delay = Duration.ofMillis(delay);
    int before = zoho.refreshes.get();
    List<SelfClient> asked = Stream.generate(() -> client(store)).limit(clients).toList();
    assertThat(all(ask(asked, THREADS))).hasSize(1);
    assertThat(zoho.refreshes.get() - before).isEqualTo(1);
    asked.forEach(SelfClient::close);
  }

  private enum Leaves {
    THE_FIRST,
    SOME,
    ALL
  }

  @Test
  @Tag("R10")
  void callersWhoLeave_harmNobody() {
    Random chance = new Random(Proof.seed("R10", 20260311));
    List<Leaves> cases =
        Stream.generate(() -> Leaves.values()[chance.nextInt(3)])
            .limit(Proof.size(20, 5_000))
            .toList();
    zoho.delay = Duration.ofMillis(5);
    Proof.holds("R10", cases, leaves -> holdLeaving(leaves, chance));
    zoho.delay = Duration.ZERO;
  }

  private static void holdLeaving(Leaves leaves, Random chance) throws Exception {
    TokenStore store = expired();
    int before = zoho.refreshes.get();
    try (SelfClient client = client(store)) {
      List<Thread> blocked = new ArrayList<>();
      List<CompletableFuture<AccessToken>> ends = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        CompletableFuture<AccessToken> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> end(client, end));
        thread.start();
        blocked.add(thread);
        ends.add(end);
      }
      List<CompletableFuture<AccessToken>> waiting =
          Stream.generate(client::getAccessTokenAsync).limit(6).toList();
      for (int i = 0; i < 6; i++) {
        if (leaves == Leaves.ALL || (leaves == Leaves.SOME ? chance.nextBoolean() : i == 0)) {
          blocked.get(i).interrupt();
          waiting.get(i).cancel(true);
        }
      }
      AccessToken token = client.getAccessToken();
      for (int i = 0; i < 6; i++) {
        AccessToken his = ends.get(i).get(10, TimeUnit.SECONDS);
        assertThat(his == null || his.equals(token)).isTrue();
        if (!waiting.get(i).isCancelled()) {
          assertThat(waiting.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(token);
        }
      }
      assertThat(zoho.refreshes.get() - before).isEqualTo(1);
    }
  }

  /** A caller's end: the token; or null if he was interrupted, and his flag says so. */
  private static void end(SelfClient client, CompletableFuture<AccessToken> end) {
    try {
      end.complete(client.getAccessToken());
    } catch (TemporaryFailureException e) {
      if (Thread.currentThread().isInterrupted()) {
        end.complete(null);
      } else {
        end.completeExceptionally(e);
      }
    }
  }

  @Test
  @Tag("R14")
  void revocation_amongRenewals_leavesNothing() {
    Random chance = new Random(Proof.seed("R14", 20260312));
    List<Integer> pauses =
        Stream.generate(() -> chance.nextInt(3)).limit(Proof.size(40, 1_000)).toList();
    Proof.holds("R14", pauses, SharedRenewalProofTest::holdRevocation);
    zoho.delay = Duration.ZERO;
  }

  private static void holdRevocation(int delay) throws Exception {
    TokenStore store = expired();
    zoho.delay = Duration.ofMillis(delay);
    try (SelfClient client = client(store);
        SelfClient another = client(store)) {
      List<Future<AccessToken>> callers = ask(List.of(client, another), 8);
      client.revoke(TokenOwner.unnamed());
      assertThat(catchThrowableOfType(AuthorizationRequiredException.class, client::getAccessToken))
          .as("after the revocation")
          .isNotNull();
      for (Future<AccessToken> caller : callers) {
        try {
          caller.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(AuthorizationRequiredException.class);
        }
      }
      assertThat(store.load(Scene.KEY)).isEmpty();
      assertThat(catchThrowableOfType(AuthorizationRequiredException.class, client::getAccessToken))
          .isNotNull();
    }
  }
}
