package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

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
  private volatile Instant truth;
  private volatile Duration wallIsOff = Duration.ZERO;
  private final AtomicLong running;
  private int upsets;

  private ClockHistory(long seed) {
    chance = new Random(seed);
    running = new AtomicLong(chance.nextLong());
    truth = STARTS.get(chance.nextInt(STARTS.size()));
  }

  /** Plays one history, which the seed decides. */
  static void play(long seed, CountingZoho zoho) {
    new ClockHistory(seed).play(zoho);
  }

  private void play(CountingZoho zoho) {
    Instant begun = truth;
    int before = zoho.refreshes.get();
    zoho.script =
        number -> {
          issuedAt.put("1.access-" + number, truth);
          return null;
        };
    TokenStore store = TokenStore.inMemory();
    store.save(Scene.KEY, zoho.record("first", truth));
    issuedAt.put("1.first", truth);
    SelfClient client = client(zoho, store);
    for (int step = 0; step < 12; step++) {
      upset();
      assertThat(client.getAccessToken()).isNotNull();
      advance(CROSS_CHECK);
      Instant issued = Objects.requireNonNull(issuedAt.get(client.getAccessToken().value()));
      assertThat(truth).isBefore(issued.plus(HOUR).minus(HARD_MARGIN));
      advance(Duration.ofSeconds(1 + chance.nextInt(1_200)));
    }
    long hours = Duration.between(begun, truth).dividedBy(HOUR.minusMinutes(6));
    assertThat(zoho.refreshes.get() - before).isLessThanOrEqualTo((int) hours + 1 + upsets);
    client.close();
  }

  private void upset() {
    if (chance.nextInt(3) > 0) {
      return;
    }
    upsets++;
    if (chance.nextBoolean()) { // the machine sleeps, or its clock is set
      truth = truth.plusSeconds(chance.nextInt(8 * 3_600));
    } else {
      wallIsOff = Duration.ofSeconds(chance.nextInt(7_200) - 3_600L);
    }
  }

  private void advance(Duration step) {
    truth = truth.plus(step);
    running.addAndGet(step.toNanos());
  }

  private SelfClient client(CountingZoho zoho, TokenStore store) {
    return zoho.client()
        .tokenStore(store)
        .clock(() -> truth.plus(wallIsOff))
        .ticks(running::get)
        .pauses(SteppedTime.HURRIED)
        .build();
  }
}
