package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Bar;
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
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a call costs while the token is good: time, and memory. */
public final class HotPath implements Scenario {

  @Override
  public String name() {
    return "hot";
  }

  @Override
  public List<Row> measure(Size size) throws Exception {
    List<Row> rows = new ArrayList<>();
    Samples bytes = new Samples();
    try (TokenServer server = TokenServer.start(Duration.ZERO)) {
      for (int threads = 1; threads <= 2; threads++) {
        Samples nanos = new Samples();
        for (int round = 0; round < size.pick(5, 2, 1); round++) {
          for (Contender contender : Contender.caches()) {
            RunResult result = run(contender, server, threads, size);
            nanos.add(contender, result.getPrimaryResult().getScore());
            bytes.add(contender, allocated(result));
          }
        }
        String name = "cached call, %d thread%s, ns".formatted(threads, threads == 1 ? "" : "s");
        rows.add(new Row(name, Reading.RATIO, nanos, Bar.near(1.15, 3)));
      }
    }
    rows.add(new Row("cached call, bytes", Reading.VALUE, bytes, Bar.atMost(0, Reading.VALUE)));
    return rows;
  }

  private static double allocated(RunResult result) {
    Result<?> rate = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
    double bytes = rate.getScore();
    return bytes < 0.5 ? 0 : bytes; // the harness itself allocates a little
  }

  /** One fork, as the rounds make the others: so that all contenders take turns. */
  private static RunResult run(Contender contender, TokenServer server, int threads, Size size)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(HeldToken.class.getName())
                .param("contender", contender.name())
                .param("endpoint", server.endpoint().toString())
                .threads(threads)
                .forks(1)
                .warmupIterations(size.pick(3, 2, 1))
                .measurementIterations(size.pick(4, 2, 1))
                .warmupTime(TimeValue.milliseconds(size.pick(500, 300, 50)))
                .measurementTime(TimeValue.milliseconds(size.pick(400, 300, 50)))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .runSingle();
  }
}
