package io.github.zohooauth.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That everything is measured at all, at the smallest size; its figures are worth nothing. */
class ScenarioTest {

  static List<Named<Scenario>> scenarios() {
    return Benchmarks.SCENARIOS.stream().map(one -> Named.of(one.name(), one)).toList();
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
