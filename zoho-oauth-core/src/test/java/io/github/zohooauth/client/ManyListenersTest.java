package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.IdleTime;
import io.github.zohooauth.testkit.NotedEvents;
import io.github.zohooauth.testkit.SeenLogs;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several listeners of one client: none of them can harm another, or a caller. */
@Timeout(60)
class ManyListenersTest {

  private static final int MOST_WAITING = 1_000;

  private final IdleTime time = new IdleTime();
  private final TokenStore store = TokenStore.inMemory();
  private final CountingZoho zoho = new CountingZoho(time);
  private final CountDownLatch free = new CountDownLatch(1);

  @BeforeEach
  void storeAnExpiredToken() {
    store.save(Scene.KEY, zoho.record("old", time.instant().minus(Duration.ofHours(2))));
  }

  @AfterEach
  void close() {
    free.countDown();
    zoho.close();
  }

  private SelfClient.Builder builder() {
    return zoho.client().tokenStore(store).pauses(time);
  }

  private void renew(SelfClient client, int times) {
    for (int i = 0; i < times; i++) {
      time.advance(Duration.ofHours(2));
      assertThat(client.getAccessToken()).isNotNull();
    }
  }

  /** Hangs at its first event. */
  private final class Hanging extends NotedEvents {

    private final CountDownLatch hangs = new CountDownLatch(1);

    @Override
    protected void note(String word, Event event) {
      hangs.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      super.note(word, event);
    }
  }

  @Test
  void everyListener_isToldOfEachEventOnce_evenIfOthersFail() throws Exception {
    Hanging hanging = new Hanging();
    NotedEvents throwing =
        new NotedEvents() {
          @Override
          protected void note(String word, Event event) {
            super.note(word, event);
            throw new AssertionError("a fault of the application's");
          }
        };
    NotedEvents first = new NotedEvents();
    NotedEvents last = new NotedEvents();
    try (SelfClient client =
        builder().listener(first).listener(hanging).listener(throwing).listener(last).build()) {
      renew(client, 20);
      assertThat(first.next(20)).containsOnly("renewed");
      assertThat(last.next(20)).containsOnly("renewed");
      assertThat(hanging.told).isEmpty();
      free.countDown();
      assertThat(hanging.next(20)).containsOnly("renewed");
      renew(client, 1);
      assertThat(throwing.next(20)).containsOnly("renewed");
      assertThat(List.of(first.next(), hanging.next(), throwing.next(), last.next()))
          .containsOnly("renewed");
      assertThat(first.told).isEmpty();
      assertThat(last.told).isEmpty();
    }
  }

  @Test
  void listenerWithTooManyEvents_losesOnlyItsOwn_andTheLogSaysSoOnce() throws Exception {
    Hanging hanging = new Hanging();
    NotedEvents other = new NotedEvents();
    int more = 5;
    try (SeenLogs logs = new SeenLogs();
        SelfClient client = builder().listener(hanging).listener(other).build()) {
      renew(client, 1);
      hanging.hangs.await();
      renew(client, MOST_WAITING + more);
      assertThat(other.next(1 + MOST_WAITING + more)).containsOnly("renewed");
      assertThat(logs.drain())
          .filteredOn(line -> line.contains("too slow"))
          .singleElement()
          .asString()
          .contains(Hanging.class.getName());
      free.countDown();
      assertThat(hanging.next(1 + MOST_WAITING)).containsOnly("renewed");
      renew(client, 1);
      assertThat(hanging.next()).as("told again").isEqualTo("renewed");
    }
  }

  @Test
  void eventsOfOneListener_areToldOneAtATime_inTheirOrder() throws Exception {
    AtomicInteger atATime = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    NotedEvents noting =
        new NotedEvents() {
          @Override
          protected void note(String word, Event event) {
            most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
            super.note(word, event);
            atATime.decrementAndGet();
          }
        };
    try (SelfClient client = builder().listener(noting).build()) {
      for (int round = 0; round < 10; round++) {
        renew(client, 1);
        client.revoke();
        storeAnExpiredToken();
      }
    }
    List<String> round = List.of("renewed", "revoked");
    assertThat(noting.next(20))
        .isEqualTo(Collections.nCopies(10, round).stream().flatMap(List::stream).toList());
    assertThat(most).hasValue(1);
  }
}
