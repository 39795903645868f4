package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.IdleTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Some hours of a machine whose wall clock is set now and then, and that sleeps now and then, which
 * stops its running time. It checks the tokens that a client returns meanwhile.
 */
final class ClockHistory {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HARD_MARGIN = Duration.ofSeconds(60);
  private static final Duration CROSS_CHECK = Duration.ofMillis(1_001);
  private static final List<Instant> STARTS =
      List.of(
          Scene.NOW,
          Instant.parse("2026-03-29T00:30:00Z"), // summer time begins
          Instant.parse("2038-01-19T02:14:07Z"), // 32 bits of seconds end
          Instant.parse("9999-12-31T22:00:00Z"));

  private final Random chance;
  private final Map<String, Instant> issuedAt = new ConcurrentHashMap<>();
  private final IdleTime time;

  /** The running time when the client is made; no client may rely on what it is. */
  private final long ticks;

  private int upsets;

  private ClockHistory(long seed) {
    chance = new Random(seed);
    ticks = chance.nextLong();
    time = new IdleTime(STARTS.get(chance.nextInt(STARTS.size())), now -> {});
  }

  /** Plays one history, which the seed decides. */
  static void play(long seed, CountingZoho zoho) {
    new ClockHistory(seed).play(zoho);
  }

  private void play(CountingZoho zoho) {
    Instant begun = time.truth();
    int before = zoho.refreshes.get();
    zoho.script =
        number -> {
          issuedAt.put("1.access-" + number, time.truth());
          return null;
        };
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, zoho.record("first", time.truth()));
    issuedAt.put("1.first", time.truth());
    SelfClient client = client(zoho, store);
    for (int step = 0; step < 12; step++) {
      upset();
      assertThat(client.getAccessToken()).isNotNull();
      time.advance(CROSS_CHECK);
      Instant issued = Objects.requireNonNull(issuedAt.get(client.getAccessToken().value()));
      assertThat(time.truth()).isBefore(issued.plus(HOUR).minus(HARD_MARGIN));
      time.advance(Duration.ofSeconds(1 + chance.nextInt(1_200)));
    }
    long hours = Duration.between(begun, time.truth()).dividedBy(HOUR.minusMinutes(6));
    assertThat(zoho.refreshes.get() - before).isLessThanOrEqualTo((int) hours + 1 + upsets);
    client.close();
  }

  private void upset() {
    if (chance.nextInt(3) > 0) {
      return;
    }
    upsets++;
    if (chance.nextBoolean()) { // the machine sleeps, or its clock is set
      time.sleepOfMachine(Duration.ofSeconds(chance.nextInt(8 * 3_600)));
    } else {
      time.setWallClock(Duration.ofSeconds(chance.nextInt(7_200) - 3_600L));
    }
  }

  private SelfClient client(CountingZoho zoho, TokenStore store) {
    return zoho.client()
        .tokenStore(store)
        .clock(time)
        .ticks(() -> ticks + time.running())
        .pauses(time)
        .build();
  }
}
