package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.IdleTime;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time that stands still while anybody is busy. */
class IdleTimeTest {

  private final LocalZoho local = LocalZoho.start();
  private final IdleTime time = IdleTime.counting(local.clock().instant(), local.clock()::set);
  private final Queue<Runnable> storeCalls = new ArrayDeque<>();
  private final Queue<Runnable> handedOver = new ArrayDeque<>();

  @AfterEach
  void close() {
    local.close();
  }

  /** Or else a token would be judged by a later moment than that at which it was given. */
  @Test
  void time_standsStillWhileATokenIsOnItsWayToItsCaller() {
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client = client(zoho)) {
      CompletableFuture<AccessToken> asked = client.getAccessTokenAsync();
      assertThat(time.isBusy()).isTrue();
      storeCalls.remove().run();
      assertThat(asked).isNotDone();
      assertThat(time.isBusy()).isTrue();
      handedOver.remove().run();
      assertThat(asked).isCompleted();
      assertThat(time.isBusy()).isFalse();
    }
  }

  private SelfClient client(CountingZoho zoho) {
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, zoho.record("first", time.truth()));
    return zoho.client()
        .tokenStore(store)
        .ticks(time::running)
        .pauses(time)
        .executor(time.counting(storeCalls::add))
        .watch(threads -> time.counting(handedOver::add))
        .build();
  }
}
