package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.SteppedTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An accounts server that fails for all owners costs each of them nothing. */
@Timeout(20)
class ClosedGateTest {

  private final SteppedTime time = new SteppedTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);
  private final SelfClient client =
      zoho.client().tokenStore(store).pauses(time).callerTimeout(SteppedTime.PATIENCE).build();

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
    assertThatThrownBy(client.forOwner(key.owner())::getAccessToken)
        .isInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining("has been failing since")
        .hasMessageContaining("Nothing was sent.");
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
}
