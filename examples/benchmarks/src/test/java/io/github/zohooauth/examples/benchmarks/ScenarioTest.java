package io.github.zohooauth.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That everything is measured at all, at the smallest size; its figures are worth nothing. */
class ScenarioTest {

  /** The scenarios that take a minute even so, which only {@code -Plong} measures here. */
  private static final Set<String> SLOW = Set.of("stress", "outage");

  static List<Named<Scenario>> scenarios() {
    boolean isLong = "full".equals(System.getProperty("proof.size"));
    return Benchmarks.SCENARIOS.stream()
        .filter(one -> isLong || !SLOW.contains(one.name()))
        .map(one -> Named.of(one.name(), one))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void measure_hasOurFigureInEveryRow(Scenario scenario) throws Exception {
    List<Row> rows = scenario.measure(Size.SMOKE);

    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.cell(Contender.ZOHO_OAUTH)).matches("[0-9].*"));
  }
}
