package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.ChildJvm;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.TokenServer;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One burst, measured for some contenders.
 *
 * @param name how its rows begin
 * @param place of the store
 * @param descriptors the most that the process may open
 * @param delay of the accounts server
 * @param millis the longest time until the last owner is served; infinite if there is no bar
 */
public record BurstCase(
    String name,
    Stores store,
    String place,
    Burst burst,
    int descriptors,
    Duration delay,
    double millis) {

  /** The threads that the library may have beside one for each renewal. */
  private static final int OTHER_THREADS = 64;

  private static final int HEAP = 2_048;

  /** Measures these contenders, and returns the rows of the table. */
  public List<Row> rows(List<Contender> contenders, int warmUp) throws IOException {
    Figures figures = new Figures();
    for (Contender contender : contenders) {
      try (TokenServer quick = TokenServer.start(Duration.ZERO);
          TokenServer measured = TokenServer.start(delay);
          TokenServer silent = TokenServer.silent()) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of(contender.name(), store.name(), place));
        for (TokenServer server : List.of(quick, measured, silent)) {
          arguments.add(server.endpoint().toString());
        }
        arguments.add(String.valueOf(warmUp));
        arguments.addAll(burst.arguments());
        List<String> command =
            ChildJvm.limited(descriptors, BurstOfOwners.class, List.of("-Xmx1g"), arguments);
        figures.add(contender, ChildJvm.numbers(command), measured);
      }
    }
    return rows(figures);
  }

  private List<Row> rows(Figures figures) {
    int most = burst.atATime();
    List<Row> rows = new ArrayList<>();
    rows.add(row("owners not served", Reading.VALUE, figures.notServed, atMost(0)));
    rows.add(row("sockets", Reading.VALUE, figures.sockets, atMost(most)));
    rows.add(row("connections in all", Reading.VALUE, figures.connections, Bar.NONE));
    rows.add(row("threads", Reading.VALUE, figures.threads, atMost(most + OTHER_THREADS)));
    if (store == Stores.MEMORY) {
      rows.add(row("heap of a waiting owner, bytes", Reading.VALUE, figures.heap, atMost(HEAP)));
    }
    rows.add(row("token calls", Reading.VALUE, figures.calls, atMost(burst.owners())));
    rows.add(row("token calls a second", Reading.RATE, figures.rate, Bar.NONE));
    Bar time = Double.isInfinite(millis) ? Bar.NONE : Bar.atMost(millis, Reading.RANGE);
    rows.add(row("first and last owner served, ms", Reading.RANGE, figures.served, time));
    return rows;
  }

  private static Bar atMost(double value) {
    return Bar.atMost(value, Reading.VALUE);
  }

  private Row row(String figure, Reading reading, Samples samples, Bar bar) {
    return new Row(name + ": " + figure, reading, samples, bar);
  }

  /** What the processes and their servers have counted. */
  private static final class Figures {

    final Samples notServed = new Samples();
    final Samples sockets = new Samples();
    final Samples connections = new Samples();
    final Samples threads = new Samples();
    final Samples heap = new Samples();
    final Samples calls = new Samples();
    final Samples rate = new Samples();
    final Samples served = new Samples();

    void add(Contender contender, List<Double> numbers, TokenServer server) {
      int called = server.calls();
      notServed.add(contender, numbers.get(0));
      sockets.add(contender, numbers.get(1));
      connections.add(contender, server.connections());
      threads.add(contender, numbers.get(2));
      calls.add(contender, called);
      rate.add(contender, 1000 * called / numbers.get(4));
      served.add(contender, numbers.get(3));
      served.add(contender, numbers.get(4));
      heap.add(contender, numbers.get(5));
    }
  }
}
