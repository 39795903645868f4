package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts pause until the same time after a failure, and one of them then makes the call. */
@Timeout(20)
class SharedPauseTest {

  private static final Duration POLL = Duration.ofMillis(150);

  /** Leaves less than a poll of the caller timeout. */
  private static final Duration PAUSE = ManualTime.PATIENCE.minusMillis(40);

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);
  private final SelfClient client =
      zoho.client().tokenStore(store).pauses(time).callerTimeout(ManualTime.PATIENCE).build();

  @AfterEach
  void close() {
    client.close();
    zoho.close();
  }

  @Test
  void callerWithPatience_getsTheTokenOfTheHostThatMakesTheCall() throws Exception {
    StoredToken expired = zoho.record("old", time.instant().minus(Duration.ofHours(2)));
    RenewalHistory failing =
        RenewalHistory.NONE
            .with(List.of(time.instant()))
            .failing(time.instant().plus(PAUSE), "it failed", true);
    store.save(Scene.KEY, failing.onto(expired));
    CompletableFuture<AccessToken> first = client.getAccessTokenAsync();
    assertThat(time.awaitPause(PAUSE)).isEqualTo(PAUSE);
    time.advance(Duration.ofSeconds(10));
    CompletableFuture<AccessToken> second = client.getAccessTokenAsync();

    TokenStore.Lease elsewhere = store.tryLease(Scene.KEY).orElseThrow();
    assertThat(elsewhere.current()).isPresent();
    time.advance(PAUSE.minusSeconds(10));
    Duration poll = time.awaitPause(POLL);
    assertThat(elsewhere.replace(zoho.record("elsewhere", time.instant()))).isTrue();
    elsewhere.close();
    time.advance(poll);
    assertThat(second.get(10, TimeUnit.SECONDS).value()).isEqualTo("1.elsewhere");
    assertThat(first.handle((token, failure) -> "ended").get(10, TimeUnit.SECONDS))
        .isEqualTo("ended");
    assertThat(zoho.refreshes).hasValue(0);
  }
}
