package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.TokenListener;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.NamingZoho;
import io.github.zohooauth.testkit.PassedOnStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clients with settings, over one store: each token comes of the refresh token that a plain model
 * names, and clients that start at once adopt a common setting once.
 */
class AdoptProofTest {

  private static final int STEPS = 60;
  private static final int AT_ONCE = 8;

  private static ExecutorService threads;

  @BeforeAll
  static void start() {
    threads = Executors.newCachedThreadPool();
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
  }

  @Test
  @Tag("U1")
  void histories_bringTheTokensOfTheModel() {
    long seed = Proof.seed("U1", 20261201);
    List<Long> seeds = LongStream.range(0, Proof.size(50, 3_000)).mapToObj(i -> seed + i).toList();
    IdleTime time = new IdleTime();
    try (NamingZoho zoho = new NamingZoho(time)) {
      Proof.holds("U1", seeds, each -> holdHistory(zoho, time, new Random(each)));
    }
  }

  private static void holdHistory(NamingZoho zoho, IdleTime time, Random chance) {
    zoho.refused.clear();
    try (AdoptHistory history = new AdoptHistory(zoho, time, chance)) {
      for (int step = 0; step < STEPS; step++) {
        history.step();
      }
    }
  }

  /** How clients that start at once get what they adopt. */
  private record Start(boolean bySetting, boolean sameForAll, int round) {}

  @Test
  @Tag("U1")
  void startsAtOnce_adoptOnce_orTheLaterOneWins() {
    List<Start> starts = new ArrayList<>();
    for (int round = 0; round < Proof.size(5, 100); round++) {
      for (boolean bySetting : new boolean[] {true, false}) {
        starts.add(new Start(bySetting, true, round));
        starts.add(new Start(bySetting, false, round));
      }
    }
    Proof.holds("U1", starts, AdoptProofTest::holdStart);
  }

  /** A store in which the first look of each client comes before the first save of any. */
  private static final class MetStore extends PassedOnStore {

    private final CyclicBarrier all = new CyclicBarrier(AT_ONCE);
    private final AtomicInteger loads = new AtomicInteger();

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      Optional<StoredToken> found = super.load(key);
      if (loads.incrementAndGet() <= AT_ONCE) {
        try {
          all.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
          throw new IllegalStateException(e);
        }
      }
      return found;
    }
  }

  private static void holdStart(Start start) throws Exception {
    TokenStore store = new MetStore();
    Semaphore adopted = new Semaphore(0);
    try (NamingZoho zoho = new NamingZoho(InstantSource.system())) {
      List<SelfClient> clients =
          IntStream.range(0, AT_ONCE)
              .mapToObj(i -> client(zoho, store, adopted, start, i))
              .toList();
      CountDownLatch go = new CountDownLatch(1);
      List<Future<String>> callers = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        int number = i;
        callers.add(
            threads.submit(
                () -> {
                  go.await();
                  return use(clients.get(number), start, number);
                }));
      }
      go.countDown();
      Set<String> used = new HashSet<>();
      for (Future<String> caller : callers) {
        used.add(caller.get(30, TimeUnit.SECONDS));
      }
      Set<String> settings = new HashSet<>();
      IntStream.range(0, AT_ONCE).forEach(i -> settings.add(setting(start, i)));
      assertThat(settings).containsAll(used);
      assertThat(zoho.refreshes).hasSizeLessThanOrEqualTo(start.sameForAll ? 1 : AT_ONCE);
      assertThat(adopted.tryAcquire(settings.size(), 10, TimeUnit.SECONDS)).isTrue();
      clients.forEach(SelfClient::close);
      assertThat(adopted.tryAcquire()).as("adopted more than once").isFalse();
      StoredToken stored = store.load(Scene.KEY).orElseThrow();
      assertThat(settings).contains(stored.refreshToken());
      if (start.sameForAll) {
        assertThat(zoho.refreshes).hasSize(1);
      }
    }
  }

  private static String setting(Start start, int client) {
    return start.sameForAll ? "1.common" : "1.of-" + client;
  }

  private static SelfClient client(
      NamingZoho zoho, TokenStore store, Semaphore adopted, Start start, int number) {
    SelfClient.Builder builder = zoho.client().tokenStore(store);
    if (start.bySetting) {
      builder.refreshToken(setting(start, number));
    }
    return builder
        .listener(
            new TokenListener() {
              @Override
              public void adopted(Event event) {
                adopted.release();
              }
            })
        .callerTimeout(Duration.ofSeconds(20))
        .build();
  }

  private static String use(SelfClient client, Start start, int number) {
    if (!start.bySetting) {
      boolean unused = client.adopt(setting(start, number));
    }
    return NamingZoho.origin(client.getAccessToken().value());
  }
}
