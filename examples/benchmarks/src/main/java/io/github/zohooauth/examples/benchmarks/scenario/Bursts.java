package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.TokenServer;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.owners.BurstCase;
import io.github.zohooauth.examples.benchmarks.owners.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Expired tokens of many owners, all asked for at once. Libraries that do not bound their calls are
 * given as many threads as this one makes calls at a time.
 */
public final class Bursts implements Scenario {

  private static final int BOUND = 64;

  /** The bound for a server that takes long. */
  private static final int WIDE_BOUND = 512;

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(2);
  private static final double ABOVE_LEAST = 1.3;

  @Override
  public String name() {
    return "bursts";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    double micros = microsOfRenewal(size);
    List<Row> rows = new ArrayList<>();
    for (int descriptors : size == Size.FULL ? List.of(1_024, 20_000) : List.of(1_024)) {
      for (int owners : owners(size)) {
        rows.addAll(rows(owners, descriptors, Duration.ZERO, BOUND, micros, size));
        if (size != Size.SMOKE) {
          rows.addAll(rows(owners, descriptors, SHORT, BOUND, micros, size));
        }
        if (size == Size.FULL && owners <= 20_000) {
          rows.addAll(rows(owners, descriptors, LONG, WIDE_BOUND, micros, size));
        }
      }
    }
    return rows;
  }

  private static List<Integer> owners(Size size) {
    return switch (size) {
      case FULL -> List.of(3_000, 20_000, 100_000);
      case QUICK -> List.of(3_000);
      case SMOKE -> List.of(1_000);
    };
  }

  private static double microsOfRenewal(Size size) throws Exception {
    try (TokenServer server = TokenServer.start(Duration.ZERO)) {
      Renewal.Cost cost = Renewal.cost(server, size);
      return cost.client() + cost.server();
    }
  }

  private static List<Row> rows(
      int owners, int descriptors, Duration delay, int bound, double micros, Size size)
      throws Exception {
    double cores = Runtime.getRuntime().availableProcessors();
    double least = (double) owners * delay.toMillis() / bound + owners * micros / 1000 / cores;
    Duration patience = Duration.ofSeconds(30).plusMillis((long) (3 * least));
    String name =
        "%,d owners at once, %,d descriptors, answer after %.1f s"
            .formatted(owners, descriptors, delay.toMillis() / 1e3);
    BurstCase burst =
        new BurstCase(
            name,
            Stores.MEMORY,
            "",
            new Burst(owners, bound, patience),
            descriptors,
            delay,
            ABOVE_LEAST * least);
    return burst.rows(contenders(owners, descriptors, delay, size), size.pick(20_000, 20_000, 0));
  }

  /** The others take part where they take less than a minute. */
  private static List<Contender> contenders(
      int owners, int descriptors, Duration delay, Size size) {
    if (size == Size.SMOKE) {
      return List.of(Contender.ZOHO_OAUTH);
    }
    boolean isShort = owners <= 20_000 && delay.compareTo(LONG) < 0;
    boolean all = size == Size.FULL && isShort && descriptors == 1_024;
    return all ? Contender.ofManyOwners() : List.of(Contender.FLOOR, Contender.ZOHO_OAUTH);
  }
}
