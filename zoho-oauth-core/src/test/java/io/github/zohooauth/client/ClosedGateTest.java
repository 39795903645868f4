package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.ZohoOAuthException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import io.github.zohooauth.testkit.SeenLogs;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An accounts server that fails for all owners costs each of them nothing. */
@Timeout(20)
class ClosedGateTest {

  private static final int HOSTS = 20;

  /** As many in a row close the gate. */
  private static final int FAILURES = 5;

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

  private TokenKey stored(String user, Duration age) {
    TokenKey key = new TokenKey(Scene.CLIENT_ID, TokenOwner.user(user));
    store.save(key, zoho.record(user, time.instant().minus(age)));
    return key;
  }

  /** Closes the gate, and returns how many calls that took. */
  private int closeGate() throws Exception {
    zoho.script = number -> CountingZoho.BROKEN;
    for (String user : new String[] {"a", "b"}) {
      TokenKey key = stored(user, Duration.ofHours(2));
      time.drive(client.forOwner(key.owner()).getAccessTokenAsync().handle((t, e) -> null));
    }
    return zoho.refreshes.get();
  }

  @Test
  void ownerWithoutAToken_failsAtOnce_andItsRecordNotesNothing() throws Exception {
    int calls = closeGate();
    TokenKey key = stored("c", Duration.ofHours(2));
    try (SeenLogs logs = new SeenLogs()) {
      assertThatThrownBy(client.forOwner(key.owner())::getAccessToken)
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("has been failing since")
          .hasMessageContaining("Nothing was sent.");
      assertThat(logs.drain()).as("lines for each owner").noneMatch(line -> line.contains("WARN"));
    }
    assertThat(zoho.refreshes).hasValue(calls);
    assertThat(RenewalHistory.of(store.load(key).orElseThrow())).isEqualTo(RenewalHistory.NONE);
  }

  @Test
  void ownerWithALivingToken_isServed() throws Exception {
    int calls = closeGate();
    TokenKey key = stored("d", Duration.ofMinutes(59).plusSeconds(30));
    assertThat(client.forOwner(key.owner()).getAccessToken().value()).isEqualTo("1.d");
    assertThat(zoho.refreshes).hasValue(calls);
  }

  @Test
  void serverThatWorksAgain_servesTheNextOwner() throws Exception {
    int calls = closeGate();
    zoho.script = number -> null;
    time.advance(Duration.ofSeconds(16));
    TokenKey key = stored("e", Duration.ofHours(2));
    assertThat(client.forOwner(key.owner()).getAccessToken().value())
        .isEqualTo("1.access-" + (calls + 1));
  }

  /** Hosts whose gates close in the same moment do not send their probes together. */
  @Test
  void gatesOfManyHosts_letTheirProbesPassAtDifferentTimes() throws Exception {
    zoho.script = number -> CountingZoho.BROKEN;
    Set<String> refusals = new HashSet<>();
    for (int host = 0; host < HOSTS; host++) {
      refusals.add(refusal("host" + host));
    }
    assertThat(refusals).as("with the time of the probe").hasSizeGreaterThan(HOSTS / 2);
  }

  /** Lets the gate of another client close, and returns how it refuses the next owner. */
  private String refusal(String host) throws Exception {
    BlockingQueue<ZohoOAuthException> told = new LinkedBlockingQueue<>();
    TokenListener listener =
        new TokenListener() {
          @Override
          public void renewalFailed(Event event, ZohoOAuthException cause) {
            told.add(cause);
          }
        };
    try (SelfClient another =
        zoho.client().tokenStore(store).pauses(time).listener(listener).build()) {
      for (int i = 0; i < FAILURES; i++) {
        TokenKey key = stored(host + i, Duration.ofHours(2));
        CompletableFuture<?> unused = another.forOwner(key.owner()).getAccessTokenAsync();
        assertThat(told.poll(10, TimeUnit.SECONDS)).isNotNull();
      }
      TokenKey next = stored(host, Duration.ofHours(2));
      Throwable refusal = catchThrowable(another.forOwner(next.owner())::getAccessToken);
      assertThat(refusal).hasMessageContaining("the next call may try it at ");
      return String.valueOf(refusal.getMessage());
    }
  }
}
