package io.github.zohooauth.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * What goes wrong with which token call: each kind of fault with one call in twenty, and in each
 * hour one outage of some minutes with all of them. Thread-safe.
 */
public final class FaultPlan {

  private static final PlantedFault[] KINDS = PlantedFault.values();
  private static final double SHARE = 0.05;

  /** Long enough for each client to have looked at the clock between two upsets. */
  private static final Duration APART = Duration.ofMinutes(4);

  private final Random chance;
  private final Instant begun;
  private final boolean upset;
  private final List<Outage> outages;
  private final List<Instant> upsets = new CopyOnWriteArrayList<>();

  private record Outage(Instant from, Instant to, List<PlantedFault> kinds) {}

  public FaultPlan(Random chance, Instant begun, int hours, boolean upset) {
    this.upset = upset;
    this.chance = chance;
    this.begun = begun;
    this.outages = IntStream.range(0, hours).mapToObj(this::outage).toList();
  }

  private Outage outage(int hour) {
    Instant from = begun.plus(Duration.ofHours(hour)).plusSeconds(chance.nextInt(2_700));
    return new Outage(
        from,
        from.plusSeconds(180 + chance.nextInt(720)),
        chance.nextBoolean() ? PlantedFault.NOTHING_GETS_THERE : PlantedFault.NOTHING_COMES_BACK);
  }

  public synchronized PlantedFault next(Instant now) {
    for (Outage outage : outages) {
      if (!now.isBefore(outage.from()) && now.isBefore(outage.to())) {
        return outage.kinds().get(chance.nextInt(outage.kinds().size()));
      }
    }
    int kind = (int) (chance.nextDouble() / SHARE) + 1;
    return kind < KINDS.length ? KINDS[kind] : PlantedFault.NOTHING;
  }

  /** Sets the machine's wall clock, or lets it sleep. */
  public synchronized void upset(IdleTime time) {
    Instant now = time.truth();
    if (!upset || wasUpset(now.minus(APART), now)) {
      return;
    }
    if (chance.nextBoolean()) {
      time.setWallClock(Duration.ofSeconds(chance.nextInt(7_200) - 3_600L));
    } else {
      time.sleepOfMachine(Duration.ofSeconds(chance.nextInt(1_800)));
    }
    upsets.add(time.truth());
  }

  /** Whether the wall clock was set, or the machine awoke, between these moments of truth. */
  boolean wasUpset(Instant from, Instant to) {
    return upsets.stream().anyMatch(upset -> !upset.isBefore(from) && !upset.isAfter(to));
  }

  public synchronized void upsetSometimes(IdleTime time) {
    if (chance.nextInt(8) == 0) {
      upset(time);
    }
  }

  /** When the next upset comes by itself. */
  public synchronized Duration untilUpset() {
    return APART.plusMillis(chance.nextInt(960_000));
  }

  /** How long something slow takes: at times longer than a call may, or a caller waits. */
  public synchronized Duration delay() {
    return Duration.ofMillis(200 + chance.nextInt(34_800));
  }
}
