package io.github.zohooauth.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void markdown_whenBarIsMissedAndPeerIsAhead_saysBoth() {
    Row row = new Row("renewal, us", Reading.RATIO, samples(140, 120), Bar.ratioAtMost(1.25));

    Table table = new Table(List.of(row));

    assertThat(table.markdown())
        .endsWith(
            "| renewal, us | <= 1.25 | **NO** | ScribeJava | 100 | 1.40 (1.40 to 1.40) | 1.20 |");
    assertThat(table.missed()).containsExactly(row);
  }

  @Test
  void markdown_whenBarIsMetAndNobodyIsAhead_saysSo() {
    Row row = new Row("renewal, us", Reading.RATIO, samples(110, 120), Bar.ratioAtMost(1.25));

    Table table = new Table(List.of(row));

    assertThat(table.markdown()).contains("| renewal, us | <= 1.25 | yes |  | 100 |");
    assertThat(table.missed()).isEmpty();
  }

  @Test
  void ratio_whenOneRoundIsSlow_comparesWithTheFloorOfThatRound() {
    Samples samples = samples(110, 120);
    samples.add(Contender.FLOOR, 1000);
    samples.add(Contender.ZOHO_OAUTH, 1100);

    assertThat(samples.ratio(Contender.ZOHO_OAUTH, 0)).isEqualTo(1.1);
    assertThat(samples.ratio(Contender.ZOHO_OAUTH, 1)).isEqualTo(1.1);
  }

  @Test
  void markdown_whenOneIsNeverServed_saysSo() {
    Samples samples = new Samples();
    samples.add(Contender.ZOHO_OAUTH, 12);
    samples.add(Contender.ZOHO_OAUTH, Double.POSITIVE_INFINITY);
    Row row = new Row("served, ms", Reading.RANGE, samples, Bar.atMost(100, Reading.RANGE));

    assertThat(new Table(List.of(row)).markdown())
        .endsWith("| served, ms | <= 100 | **NO** |  | 12 to never |");
  }

  @Test
  void ahead_whenMoreIsBetter_namesThePeerWithMore() {
    Row row = new Row("calls a second", Reading.RATE, samples(140, 120), Bar.NONE);

    assertThat(row.ahead()).isEmpty();
    assertThat(new Row("calls a second", Reading.RATE, samples(110, 120), Bar.NONE).ahead())
        .containsExactly(Contender.SCRIBE);
  }

  private static Samples samples(double ours, double scribes) {
    Samples samples = new Samples();
    samples.add(Contender.FLOOR, 100);
    samples.add(Contender.ZOHO_OAUTH, ours);
    samples.add(Contender.SCRIBE, scribes);
    return samples;
  }
}
