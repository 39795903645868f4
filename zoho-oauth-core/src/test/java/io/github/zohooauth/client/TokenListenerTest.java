package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.zohooauth.TokenListener;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.NotedEvents;
import io.github.zohooauth.testkit.SeenLogs;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener is told, and that none can do harm. */
@Timeout(10)
class TokenListenerTest {

  /** Checks what each event says of its owner. */
  private static final class Noting extends NotedEvents {

    @Override
    protected void note(String word, Event event) {
      assertThat(event.clientId()).isEqualTo(Scene.CLIENT_ID);
      assertThat(event.owner()).isEqualTo(Scene.KEY.owner());
      assertThat(event.dataCenter().location()).isEqualTo("eu");
      assertThat(event.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
      super.note(word, event);
    }
  }

  private final IdleTime time = new IdleTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);

  @BeforeEach
  void storeAnExpiredToken() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
  }

  @AfterEach
  void close() {
    zoho.close();
  }

  private SelfClient client(TokenListener listener) {
    return zoho.client().tokenStore(store).pauses(time).listener(listener).build();
  }

  @Test
  void listener_isToldOfEachKind() throws Exception {
    Noting noting = new Noting();
    try (SelfClient client = client(noting)) {
      zoho.script = number -> number == 1 ? CountingZoho.BROKEN : null;
      client.getAccessToken();
      assertThat(noting.next()).isEqualTo("renewalFailed TemporaryFailureException");
      assertThat(noting.next()).isEqualTo("renewed");
      time.advance(Duration.ofHours(2));
      zoho.script = number -> CountingZoho.DENIED;
      assertThat(catchThrowable(client::getAccessToken)).isNotNull();
      assertThat(catchThrowable(client::getAccessToken)).isNotNull();
      assertThat(noting.next()).isEqualTo("rateLimited");
      time.advance(Duration.ofHours(2));
      zoho.script = number -> CountingZoho.REFUSED;
      assertThat(catchThrowable(client::getAccessToken)).isNotNull();
      assertThat(noting.next()).isEqualTo("authorizationRequired");
      client.revoke(TokenOwner.unnamed());
      assertThat(noting.next()).isEqualTo("revoked");
      client.revoke(TokenOwner.unnamed()); // nothing is stored now, and the listener is not told
      storeAnExpiredToken();
      zoho.script = number -> null;
      client.getAccessToken();
      assertThat(noting.next()).isEqualTo("renewed");
      assertThat(noting.told).isEmpty();
    }
  }

  @Test
  void listenerThatThrows_isHeardOfInTheLogAlone() {
    TokenListener throwing =
        new TokenListener() {
          @Override
          public void renewed(Event event) {
            throw new IllegalStateException("a fault of the application's");
          }
        };
    try (SelfClient client = client(throwing)) {
      for (int renewals = 1; renewals <= 3; renewals++) {
        assertThat(client.getAccessToken().value()).isEqualTo("1.access-" + renewals);
        time.advance(Duration.ofHours(2));
      }
    }
  }

  @Test
  void listenerWhoseClassIsMissing_isHeardOfInTheLog_byNameAlone() throws Exception {
    CountDownLatch told = new CountDownLatch(2);
    TokenListener broken =
        new TokenListener() {
          @Override
          public void renewed(Event event) {
            told.countDown();
            throw new NoClassDefFoundError("a fault of the application's");
          }
        };
    try (SeenLogs logs = new SeenLogs();
        SelfClient client = client(broken)) {
      client.getAccessToken();
      time.advance(Duration.ofHours(2));
      client.getAccessToken();
      told.await(); // the second comes when the first is done with
      assertThat(logs.drain())
          .anyMatch(line -> line.contains("failed with a java.lang.NoClassDefFoundError"))
          .noneMatch(line -> line.contains("a fault of"));
    }
  }

  @Test
  void listenerThatBlocks_holdsUpNoToken() {
    CountDownLatch never = new CountDownLatch(1);
    TokenListener blocking =
        new TokenListener() {
          @Override
          public void renewed(Event event) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (SelfClient client = client(blocking)) {
      for (int renewals = 1; renewals <= 50; renewals++) {
        assertThat(client.getAccessToken().value()).isEqualTo("1.access-" + renewals);
        time.advance(Duration.ofHours(2));
      }
    } finally {
      never.countDown();
    }
  }
}
