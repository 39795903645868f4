package io.github.zohooauth.localzoho;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The clock of a {@link LocalZoho}. It stands still at {@link #START} until a test moves it, or it
 * ticks with real time. Thread-safe.
 */
public final class LocalClock implements InstantSource {
  /** The time at which a clock starts that stands still. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final InstantSource base;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  private LocalClock(InstantSource base) {
    this.base = base;
  }

  static LocalClock standing() {
    return new LocalClock(() -> START);
  }

  static LocalClock ticking() {
    return new LocalClock(InstantSource.system());
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset.get());
  }

  /** Moves this clock forward, or back if {@code step} is negative. */
  public void advance(Duration step) {
    Objects.requireNonNull(step, "step is null");
    UnaryOperator<Duration> move = old -> old.plus(step);
    offset.updateAndGet(move);
  }

  /** Sets the time to {@code instant}. */
  public void set(Instant instant) {
    Objects.requireNonNull(instant, "instant is null");
    offset.set(Duration.between(base.instant(), instant));
  }
}
