package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.SeenLogs;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger begun = new AtomicInteger();
  private final SelfClient client =
      zoho.client()
          .tokenStore(store)
          .pauses(time)
          .executor(
              work -> {
                begun.incrementAndGet();
                threads.execute(work);
              })
          .build();

  @AfterEach
  void close() {
    client.close();
    threads.shutdownNow();
    zoho.close();
  }

  @Test
  void renewal_endsWithoutAWord_andTheNextCallerStartsAnother() throws Exception {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
    zoho.script = number -> number == 1 ? CountingZoho.BROKEN : null;
    CompletableFuture<AccessToken> caller = client.getAccessTokenAsync();
    Duration pause = time.awaitPause(LONGEST_BACKOFF);
    caller.cancel(false);
    int before = begun.get();
    try (SeenLogs logs = new SeenLogs()) {
      time.advance(pause);
      assertThat(logs.drain()).as("log").noneMatch(line -> line.contains("WARN"));
    }
    assertThat(begun).as("work that concerns no caller").hasValue(before);

    assertThat(client.getAccessToken().value()).isEqualTo("1.access-2");
    assertThat(zoho.refreshes).as("token calls").hasValue(2);
  }
}
