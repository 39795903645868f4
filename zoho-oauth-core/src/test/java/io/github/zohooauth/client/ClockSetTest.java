package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.IdleTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client still knows when the machine's clock is set, or the machine sleeps. */
@Timeout(10)
class ClockSetTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final IdleTime time = new IdleTime();
  private final CountingZoho zoho = new CountingZoho(time);
  private final TokenStore store = TokenStore.inMemory();
  private Duration wallIsOff = Duration.ZERO;
  private SelfClient client;

  @BeforeEach
  void start() {
    store.save(Scene.KEY, zoho.record("first", time.instant()));
    client = client();
  }

  @AfterEach
  void close() {
    client.close();
    zoho.close();
  }

  private SelfClient client() {
    return zoho.client()
        .tokenStore(store)
        .ticks(time::running)
        .pauses(time)
        .callerTimeout(Duration.ofSeconds(4)) // it waits for no longer pause
        .build();
  }

  private void set(Duration step) {
    wallIsOff = wallIsOff.plus(step);
    time.setWallClock(wallIsOff);
  }

  private String token() {
    return client.getAccessToken().value();
  }

  /** As if eight calls had been made of late. */
  private void spendBudget() {
    List<Instant> calls =
        IntStream.range(0, 8).mapToObj(i -> time.instant().minusSeconds(30L * i + 1)).toList();
    store.save(
        Scene.KEY,
        RenewalHistory.NONE
            .with(calls)
            .onto(zoho.record("old", time.instant().minus(HOUR.multipliedBy(4)))));
  }

  @Test
  void clockSetForwardOrBack_doesNotBringTheBudgetBack() {
    spendBudget();
    set(HOUR);
    assertThatThrownBy(this::token).isInstanceOf(RateLimitedException.class);
    set(HOUR.multipliedBy(-2));
    assertThatThrownBy(this::token).isInstanceOf(RateLimitedException.class);
    assertThat(zoho.refreshes).hasValue(0);

    time.advance(Duration.ofMinutes(10));
    assertThat(token()).isEqualTo("1.access-1");
  }

  @Test
  void clockSetForwardOrBack_doesNotAllowAnotherReplacement() {
    time.advance(Duration.ofMinutes(2));
    AccessToken replaced = client.replaceRejected(client.getAccessToken());
    assertThat(replaced.value()).isEqualTo("1.access-1");
    time.advance(Duration.ofMinutes(2));
    set(Duration.ofMinutes(20));
    assertThat(client.replaceRejected(replaced)).isEqualTo(replaced);
    time.advance(Duration.ofMinutes(8));
    assertThat(client.replaceRejected(replaced).value()).isEqualTo("1.access-2");
  }

  @Test
  void clockSetForward_doesNotEndThePauseThatZohoAskedFor() {
    assertThat(token()).isEqualTo("1.first");
    zoho.script = number -> CountingZoho.DENIED;
    time.advance(HOUR);
    assertThatThrownBy(this::token).isInstanceOf(RateLimitedException.class);
    zoho.script = number -> null;
    time.advance(Duration.ofMinutes(2));
    assertThatThrownBy(this::token).isInstanceOf(RateLimitedException.class);
    try (SelfClient another = client()) {
      set(HOUR);
      assertThatThrownBy(another::getAccessToken).isInstanceOf(RateLimitedException.class);
      assertThat(zoho.refreshes).hasValue(1);
      time.advance(Duration.ofMinutes(10));
      assertThat(another.getAccessToken().value()).isEqualTo("1.access-2");
    }
  }

  @Test
  void sleep_andThenAClockSetBack_doNotMakeATokenYoung() {
    assertThat(token()).isEqualTo("1.first");
    time.sleepOfMachine(Duration.ofMinutes(50));
    time.advance(Duration.ofSeconds(2));
    assertThat(token()).isEqualTo("1.first");
    set(Duration.ofMinutes(-50));
    time.advance(Duration.ofMinutes(11));
    assertThat(token()).isEqualTo("1.access-1");
  }

  @Test
  void clockSetBack_andThenASleep_doNotMakeATokenYoung() {
    assertThat(token()).isEqualTo("1.first");
    set(Duration.ofMinutes(-50));
    time.advance(Duration.ofSeconds(2));
    assertThat(token()).isEqualTo("1.first");
    time.sleepOfMachine(Duration.ofMinutes(61));
    time.advance(Duration.ofSeconds(2));
    assertThat(token()).isEqualTo("1.access-1");
  }

  @Test
  void clockSetBack_doesNotBringAnExpiredRecordBack() {
    zoho.script = number -> CountingZoho.BROKEN;
    time.advance(HOUR.plusMinutes(1));
    assertThatThrownBy(this::token).isInstanceOf(TemporaryFailureException.class);
    set(Duration.ofMinutes(-50));
    time.advance(Duration.ofSeconds(2));
    assertThatThrownBy(this::token).isInstanceOf(TemporaryFailureException.class);
  }
}
