package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All callers of an owner leave while its renewal pauses after a failed call. */
@Timeout(20)
class LeavingCallersTest {

  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(61);

  private final ManualTime time = new ManualTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);
  private final BlockingQueue<ZohoOAuthException> told = new LinkedBlockingQueue<>();
  private final SelfClient client =
      zoho.client()
          .tokenStore(store)
          .pauses(time)
          .listener(
              new TokenListener() {
                @Override
                public void renewalFailed(Event event, ZohoOAuthException cause) {
                  told.add(cause);
                }
              })
          .build();

  @AfterEach
  void close() {
    client.close();
    zoho.close();
  }

  @Test
  void renewal_makesNoFurtherCall_andTheNextCallerStartsAnother() throws Exception {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
    zoho.script = number -> number == 1 ? CountingZoho.BROKEN : null;
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    Duration pause = time.awaitPause(LONGEST_BACKOFF);
    caller.cancel(false);
    time.advance(pause);
    time.advance(Duration.ofMinutes(2));
    assertThat(told.poll(10, TimeUnit.SECONDS)).as("the failed call").isNotNull();

    assertThat(client.getAccessToken().value()).isEqualTo("1.access-2");
    assertThat(zoho.refreshes).as("token calls").hasValue(2);
    assertThat(told).as("failures that concern no caller").isEmpty();
  }
}
