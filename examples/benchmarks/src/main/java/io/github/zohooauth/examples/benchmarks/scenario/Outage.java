package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.owners.Fault;
import io.github.zohooauth.examples.benchmarks.owners.OutageCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An outage of an hour, in which the tokens of all owners expire one after the other. The clock
 * runs twenty times as fast.
 */
public final class Outage implements Scenario {

  private static final int SPEED = 20;
  private static final int BOUND = 64;
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** The longest pause before the next probe, which passes with the clock. */
  private static final double PAUSE_MILLIS = 15_000.0 / SPEED;

  /** The timeout of a call, which does not pass with the clock. */
  private static final double TIMEOUT_MILLIS = 20_000;

  private static final double MILLIS_OF_RENEWAL = 0.3;
  private static final double ABOVE_LEAST = 1.5;

  @Override
  public String name() {
    return "outage";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      int owners = size.pick(10_000, 1_000, 10);
      Duration away = Duration.ofSeconds(size.pick(3_600, 240, 20));
      rows.addAll(
          new OutageCase(
                  "%,d owners, outage of %d minutes, %s".formatted(owners, away.toMinutes(), fault),
                  fault,
                  new Burst(owners, BOUND, Duration.ofSeconds(30)),
                  SPEED,
                  away,
                  Duration.ofSeconds(size.pick(1_800, 100, 0)),
                  EVERY,
                  true,
                  longestHealing(fault, owners))
              .rows(size.pick(20_000, 20_000, 0)));
    }
    return rows;
  }

  /** Until the next probe, until each owner is asked for, and until all are renewed. */
  private static double longestHealing(Fault fault, int owners) {
    double probe = fault == Fault.SILENT ? TIMEOUT_MILLIS + PAUSE_MILLIS : PAUSE_MILLIS;
    double cores = Runtime.getRuntime().availableProcessors();
    return ABOVE_LEAST * (probe + EVERY.toMillis() + owners * MILLIS_OF_RENEWAL / cores);
  }
}
