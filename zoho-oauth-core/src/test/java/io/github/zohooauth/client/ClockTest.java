package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.IdleTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A wall clock that is set back, or fails, beside running time that goes on. */
@Timeout(20)
class ClockTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final IdleTime time = new IdleTime();
  private final AtomicInteger clockFailsAt = new AtomicInteger();
  private final InstantSource wall =
      () -> {
        if (clockFailsAt.get() > 0 && clockFailsAt.decrementAndGet() == 0) {
          throw new IllegalStateException("no clock");
        }
        return time.instant();
      };
  private final CountingZoho zoho = new CountingZoho(InstantSource.system());
  private final TokenStore store = TokenStore.inMemory();
  private final SelfClient client =
      zoho.client()
          .tokenStore(store)
          .clock(wall)
          .ticks(time::running)
          .pauses(time)
          .executor(Runnable::run)
          .build();

  @AfterEach
  void close() {
    client.close();
    zoho.close();
  }

  private void store(String name, Instant obtainedAt) {
    store.save(Scene.KEY, zoho.record(name, obtainedAt));
  }

  @Test
  void clockSetBackIntoTheSoftMargin_keepsNoTokenPastItsHardMargin() {
    store("first", Scene.NOW);
    assertThat(client.getAccessToken().value()).isEqualTo("1.first");
    time.advance(HOUR.minusSeconds(50));
    time.setWallClock(Duration.ofMinutes(-2));
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
  }

  @Test
  void clockSetBackDuringARenewal_lendsItsTokenNoMoreTime() {
    store("old", Scene.NOW.minus(HOUR));
    zoho.script =
        number -> {
          time.setWallClock(Duration.ofMinutes(-30));
          return null;
        };
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-1");
    time.advance(HOUR.minusSeconds(50));
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-2");
  }

  @Test
  void clockSetBack_makesNoRateLimitLonger() {
    store("old", Scene.NOW.minus(HOUR));
    zoho.script = number -> number == 1 ? CountingZoho.DENIED : null;
    assertThatThrownBy(client::getAccessToken).isInstanceOf(RateLimitedException.class);
    time.setWallClock(Duration.ofDays(-1));
    assertThatThrownBy(client::getAccessToken).isInstanceOf(RateLimitedException.class);
    time.advance(Duration.ofMinutes(11));
    assertThat(client.getAccessToken().value()).isEqualTo("1.access-2");
  }

  @Test
  void clockThatFails_whereverItDoes_costsOneCall() {
    for (int look = 1; look <= 40; look++) {
      store("old-" + look, wall.instant().minus(HOUR));
      clockFailsAt.set(look);
      try {
        AccessToken unused = client.getAccessToken();
      } catch (RuntimeException e) {
        assertThat(e).isNotNull(); // of any type
      }
      clockFailsAt.set(0);
      assertThat(client.getAccessToken()).as("after look %d", look).isNotNull();
      time.advance(HOUR.multipliedBy(2));
    }
  }
}
