package io.github.zohooauth.examples.benchmarks;

import java.util.List;

/**
 * One row of the table.
 *
 * @param name what was measured, with its unit, such as {@code cached call, 1 thread, ns}
 */
public record Row(String name, Reading reading, Samples samples, Bar bar) {

  /** A row of one figure of this library alone. */
  public static Row ofOurs(String name, double value, Bar bar) {
    Samples samples = new Samples();
    samples.add(Contender.ZOHO_OAUTH, value);
    return new Row(name, Reading.VALUE, samples, bar);
  }

  /** A cell of this contender; blank if it takes no part. */
  String cell(Contender contender) {
    return samples.contenders().contains(contender) ? reading.text(samples, contender) : "";
  }

  boolean isMet() {
    return bar.isMet().test(samples);
  }

  /** The peers with a better figure than this library's. */
  List<Contender> ahead() {
    double own = reading.figure(samples, Contender.ZOHO_OAUTH);
    return samples.contenders().stream()
        .filter(one -> one != Contender.FLOOR && one != Contender.ZOHO_OAUTH)
        .filter(one -> reading.figure(samples, one) < own)
        .toList();
  }
}
