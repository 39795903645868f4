package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What callers hang on their futures may block, and holds up no renewal. */
@Timeout(60) // twice the timeout of a caller
class BlockingCallersTest {

  private static final int CALLERS = 50;
  private static final int ENOUGH = 16;

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();

  @Test
  void callersWhoBlockInTheirFuturesThreads_holdUpNoRenewal() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch blocking = new CountDownLatch(ENOUGH);
    CountDownLatch never = new CountDownLatch(1);
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client = zoho.client().tokenStore(store).build()) {
      store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
      zoho.script =
          number -> {
            await(asked);
            return null;
          };
      List<CompletableFuture<Void>> callers =
          Stream.generate(client::getAccessTokenAsync)
              .limit(CALLERS)
              .map(
                  token ->
                      token.thenAccept(
                          there -> {
                            blocking.countDown();
                            await(never);
                          }))
              .toList();
      asked.countDown();
      blocking.await();
      time.advance(Duration.ofHours(2));
      assertThat(client.getAccessToken().value()).isEqualTo("1.access-2");
      never.countDown();
      CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).get();
    } finally {
      never.countDown();
    }
  }

  @Test
  void callersWhoBlockInTheirFuturesThreads_holdUpNoCallerOfTheSameRenewal() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch blocking = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    Consumer<AccessToken> blocks =
        token -> {
          blocking.countDown();
          await(never);
        };
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client = zoho.client().tokenStore(store).executor(threads).build()) {
      store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
      zoho.script =
          number -> {
            await(asked);
            return null;
          };
      CompletableFuture<Void> first = client.getAccessTokenAsync().thenAccept(blocks);
      CompletableFuture<Void> second = client.getAccessTokenAsync().thenAccept(blocks);
      Future<AccessToken> third = threads.submit(client::getAccessToken);
      asked.countDown();
      blocking.await();
      assertThat(third.get().value()).isEqualTo("1.access-1");
      never.countDown();
      CompletableFuture.allOf(first, second).get();
    } finally {
      never.countDown();
      threads.shutdown();
    }
  }

  @Test
  void callersWhoWaitForAnother_inTheirFuturesThreads_areServed() throws Exception {
    TokenOwner other = TokenOwner.user("other");
    CountDownLatch asked = new CountDownLatch(1);
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client = zoho.client().tokenStore(store).build()) {
      StoredToken old = zoho.record("old", time.instant().minus(Duration.ofHours(2)));
      store.save(Scene.KEY, old);
      store.save(new TokenKey(Scene.CLIENT_ID, other), old);
      zoho.script =
          number -> {
            await(asked);
            return null;
          };
      TokenProvider another = client.forOwner(other);
      List<CompletableFuture<AccessToken>> callers =
          Stream.generate(client::getAccessTokenAsync)
              .limit(CALLERS)
              .map(token -> token.thenApply(there -> another.getAccessTokenAsync().join()))
              .toList();
      asked.countDown();
      CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).get();
    } finally {
      asked.countDown();
    }
  }

  @Test
  void deviceThatBlocksInItsFuturesThread_holdsUpNoCaller() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch blocking = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ExecutorService one = Executors.newSingleThreadExecutor();
    try (DeviceStage stage = new DeviceStage(new IdleTime());
        DeviceClient client = stage.builder().executor(one).build()) {
      stage.polls(DeviceStage.tokens().meanwhile(() -> await(asked)));
      CompletableFuture<Void> device =
          client
              .exchangeAsync(client.deviceAuthorization("A.b"))
              .thenAccept(
                  token -> {
                    blocking.countDown();
                    await(never);
                  });
      asked.countDown();
      blocking.await();
      assertThat(client.isAuthorized(TokenOwner.user("another"))).isFalse();
      never.countDown();
      device.get();
    } finally {
      never.countDown();
      one.shutdown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
