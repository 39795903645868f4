package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.ChildJvm;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import java.util.List;

/** Many owners in one client: the heap that each of them takes. */
public final class Owners implements Scenario {

  @Override
  public String name() {
    return "owners";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    Samples bytes = new Samples();
    String owners = String.valueOf(size.pick(100_000, 100_000, 1_000));
    for (int round = 0; round < size.pick(3, 1, 1); round++) {
      List<Double> numbers =
          ChildJvm.numbers(HeapOfOwners.class, List.of("-Xmx512m"), List.of(owners));
      bytes.add(Contender.ZOHO_OAUTH, numbers.get(0));
    }
    return List.of(
        new Row("heap per owner, bytes", Reading.VALUE, bytes, Bar.atMost(512, Reading.VALUE)));
  }
}
