package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.client.SelfClient;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A token that died before its time: one renewal for all who ask for another one. */
class DeadTokenProofTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountingZoho zoho = new CountingZoho(InstantSource.system());

  @AfterEach
  void stop() {
    threads.shutdownNow();
    zoho.close();
  }

  /** Lets so many ask at the same moment. */
  private List<Future<AccessToken>> ask(int callers, Callable<AccessToken> call) {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<AccessToken>> asked = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      asked.add(
          threads.submit(
              () -> {
                start.await();
                return call.call();
              }));
    }
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

  @Test
  @Tag("R12")
  void tokenThatDied_isReplacedOnce_andThoseWhoOnlyAskForATokenDoNotWait() {
    List<Integer> rounds = IntStream.range(0, Proof.size(10, 500)).boxed().toList();
    Proof.holds("R12", rounds, round -> holdReplacement());
  }

  private void holdReplacement() throws Exception {
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, zoho.record("died", Instant.now().minus(Duration.ofMinutes(30))));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    zoho.script = number -> answerAfter(asked, answers);
    int before = zoho.refreshes.get();
    try (SelfClient client = zoho.client().tokenStore(store).build()) {
      AccessToken died = client.getAccessToken();
      List<Future<AccessToken>> callers = ask(100, () -> client.replaceRejected(died));
      callers.addAll(ask(100, () -> client.replaceRejectedAsync(died).get()));
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 100; i++) {
        assertThat(client.getAccessTokenAsync()).as("no wait").isCompletedWithValue(died);
      }
      assertThat(all(ask(4, client::getAccessToken))).as("no wait").containsExactly(died);
      answers.countDown();
      assertThat(all(callers)).hasSize(1).doesNotContain(died);
      assertThat(client.replaceRejected(died)).as("late").isEqualTo(client.getAccessToken());
      assertThat(client.getAccessToken()).isNotEqualTo(died);
      assertThat(zoho.refreshes.get() - before).isEqualTo(1);
    } finally {
      answers.countDown();
    }
  }

  private static @Nullable CannedAnswer answerAfter(CountDownLatch asked, CountDownLatch answers) {
    asked.countDown();
    try {
      boolean unused = answers.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return null;
  }
}
