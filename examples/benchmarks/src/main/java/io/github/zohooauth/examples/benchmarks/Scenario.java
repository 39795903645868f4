package io.github.zohooauth.examples.benchmarks;

import java.util.List;

/** One thing that is measured, for all who take part in it. */
public interface Scenario {

  /** The word that chooses it: {@code -Dscenario=herd}. */
  String name();

  /** Measures, and returns the rows of the table. */
  List<Row> measure(Size size) throws Exception;
}
