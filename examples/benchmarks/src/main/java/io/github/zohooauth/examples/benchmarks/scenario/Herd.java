package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.ChildJvm;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.Scenario;
import io.github.zohooauth.examples.benchmarks.Size;
import io.github.zohooauth.examples.benchmarks.TokenServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many callers at one moment, and no good token: how many token calls, and who waits how long. */
public final class Herd implements Scenario {

  private static final List<Integer> SECONDS = List.of(0, 1, 12);

  @Override
  public String name() {
    return "herd";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int seconds : SECONDS.subList(0, size.pick(3, 2, 1))) {
      rows.addAll(herd("threads", size.pick(64, 64, 8), seconds, 50));
      if (Runtime.version().feature() >= 21) {
        rows.addAll(herd("virtual", size.pick(10_000, 10_000, 100), seconds, 250));
      }
    }
    return rows;
  }

  private static List<Row> herd(String kind, int callers, int seconds, double late)
      throws Exception {
    Samples calls = new Samples();
    Samples waits = new Samples();
    for (Contender contender : Contender.caches()) {
      if (contender == Contender.FLOOR) {
        continue; // it has no answer to this
      }
      try (TokenServer warm = TokenServer.start(Duration.ZERO);
          TokenServer slow = TokenServer.start(Duration.ofSeconds(seconds))) {
        List<String> arguments =
            List.of(
                contender.name(),
                warm.endpoint().toString(),
                slow.endpoint().toString(),
                kind,
                String.valueOf(callers));
        for (double millis : ChildJvm.numbers(HerdOfCallers.class, List.of(), arguments)) {
          waits.add(contender, millis - 1000 * seconds);
        }
        calls.add(contender, slow.calls());
      }
    }
    String name = "herd of %,d %s, answer after %d s, ".formatted(callers, kind, seconds);
    return List.of(
        new Row(name + "token calls", Reading.VALUE, calls, Bar.atMost(1, Reading.VALUE)),
        new Row(
            name + "p50 / p99 / slowest, ms later",
            Reading.SLOWEST,
            waits,
            Bar.atMost(late, Reading.SLOWEST)));
  }
}
