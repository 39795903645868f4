package io.github.zohooauth.examples.benchmarks;

import io.github.zohooauth.examples.benchmarks.scenario.Bursts;
import io.github.zohooauth.examples.benchmarks.scenario.ColdStart;
import io.github.zohooauth.examples.benchmarks.scenario.FileStores;
import io.github.zohooauth.examples.benchmarks.scenario.Footprint;
import io.github.zohooauth.examples.benchmarks.scenario.Herd;
import io.github.zohooauth.examples.benchmarks.scenario.HotPath;
import io.github.zohooauth.examples.benchmarks.scenario.JdbcStores;
import io.github.zohooauth.examples.benchmarks.scenario.Outage;
import io.github.zohooauth.examples.benchmarks.scenario.Owners;
import io.github.zohooauth.examples.benchmarks.scenario.Renewal;
import io.github.zohooauth.examples.benchmarks.scenario.Stress;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Measures the scenarios, prints one table of them all, and fails if a bar is missed. */
public final class Benchmarks {

  static final List<Scenario> SCENARIOS =
      List.of(
          new HotPath(),
          new Renewal(),
          new Herd(),
          new Owners(),
          new Bursts(),
          new Stress(),
          new Outage(),
          new ColdStart(),
          new Footprint(),
          new FileStores(),
          new JdbcStores());

  private Benchmarks() {}

  /**
   * Runs.
   *
   * @param args the size, and the name of the one scenario to measure, or {@code all}
   */
  public static void main(String[] args) throws Exception {
    Size size = Size.valueOf(args[0]);
    List<Row> rows = new ArrayList<>();
    for (Scenario scenario : SCENARIOS) {
      if (args[1].equals("all") || args[1].equals(scenario.name())) {
        System.err.println("measuring: " + scenario.name());
        rows.addAll(scenario.measure(size));
      }
    }
    Table table = new Table(rows);
    System.out.printf(
        "%s, %d cores, JDK %s, %s%n%n%s%n",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.version"),
        size,
        table.markdown());
    if (size == Size.FULL && !table.missed().isEmpty()) {
      table.missed().forEach(row -> System.err.println("missed: " + row.name()));
      System.exit(1);
    }
  }
}
