package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that is closed brings to its end what is under way. */
@Timeout(60)
class ClosedClientTest {

  private static final int ROUNDS = 20;

  /** When a closed client has looked whether it has work under way, as it does each second. */
  private static final Executor AFTER_ITS_LOOK =
      CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS);

  /** Reads no sooner than it may, once. */
  private static final class SlowStore extends PassedOnStore {

    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    @Override
    public Optional<StoredToken> load(TokenKey key) {
      reading.countDown();
      await(free);
      return tokens.load(key);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final SteppedTime time = new SteppedTime();
  private final CountingZoho zoho = new CountingZoho(time);
  private final StoredToken old = zoho.record("old", time.instant().minus(Duration.ofHours(2)));

  @AfterEach
  void close() {
    zoho.close();
  }

  @Test
  void renewals_stillReachZoho() throws Exception {
    closedWhileItsStoreIsRead(SelfClient::getAccessTokenAsync);
  }

  @Test
  void signIns_stillReachZoho() throws Exception {
    closedWhileItsStoreIsRead(
        client -> CompletableFuture.supplyAsync(() -> client.exchange("1.code")));
  }

  private void closedWhileItsStoreIsRead(
      Function<SelfClient, CompletableFuture<AccessToken>> operation) throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      SlowStore store = new SlowStore();
      store.save(Scene.KEY, old);
      SelfClient client = zoho.client().tokenStore(store).build();
      CompletableFuture<AccessToken> token = operation.apply(client);
      store.reading.await();
      client.close();
      Executor later = round < ROUNDS ? Runnable::run : AFTER_ITS_LOOK;
      later.execute(store.free::countDown);
      assertThat(token.get().value()).startsWith("1.access-");
    }
  }
}
