package io.github.zohooauth.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How elapsed time follows an application's clock. */
class TokenClockTest {

  private static final Instant BEGIN = Instant.parse("2026-12-01T00:00:00Z");
  private static final long BETWEEN_READINGS = 100_100;

  @Test
  void elapsed_passesWithTheApplicationsClock_howeverOftenItIsRead() {
    AtomicLong nanos = new AtomicLong();
    TokenClock clock = TokenClock.of(() -> BEGIN.plusNanos(nanos.addAndGet(BETWEEN_READINGS)));
    long before = nanos.get();
    long begun = clock.elapsedExact();
    for (int i = 0; i < 100_000; i++) {
      long unused = clock.elapsedExact();
    }
    long passed = nanos.get() - before;
    assertThat(clock.elapsedExact() - begun).isBetween(passed * 99 / 100, passed * 101 / 100);
  }
}
