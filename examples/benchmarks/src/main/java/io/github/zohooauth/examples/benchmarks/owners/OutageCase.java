package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.ChildJvm;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.TokenServer;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Owners that are asked for while the accounts server is away, and afterwards.
 *
 * @param name how its rows begin
 * @param speed of the clock of the client and of the server
 * @param away how long the server is away by that clock
 * @param watched how long calls are counted afterwards by that clock
 * @param every how often each owner is asked for
 * @param areTokensAlive whether the tokens live at first. They expire one after the other
 * @param healMillis the longest time until all are served when the server is back
 */
public record OutageCase(
    String name,
    Fault fault,
    Burst burst,
    int speed,
    Duration away,
    Duration watched,
    Duration every,
    boolean areTokensAlive,
    double healMillis) {

  private static final int DESCRIPTORS = 20_000;
  private static final int OTHER_THREADS = 64;

  /** The mean pause between two probes of a server that fails: 0 to 15 seconds. */
  private static final double MEAN_PAUSE_MILLIS = 7_500;

  /** The failures and short pauses before those. */
  private static final int FIRST_CALLS = 20;

  /** How far chance may lead above the mean. */
  private static final double CHANCE = 1.15;

  /** How far calls may exceed the owners when the server is back. */
  private static final double SPARE = 1.01;

  /** Measures this library, and returns the rows of the table. */
  public List<Row> rows(int warmUp) throws IOException {
    try (TokenServer quick = TokenServer.start(Duration.ZERO);
        ServerWithOutage server = ServerWithOutage.start()) {
      List<String> arguments = new ArrayList<>();
      arguments.add(quick.endpoint().toString());
      arguments.add(server.endpoint().toString());
      arguments.add(String.valueOf(warmUp));
      arguments.addAll(burst.arguments());
      arguments.add(String.valueOf(speed));
      arguments.add(away.toString());
      arguments.add(watched.toString());
      arguments.add(every.toString());
      arguments.add(String.valueOf(areTokensAlive));
      List<String> command =
          ChildJvm.limited(DESCRIPTORS, OwnersInOutage.class, List.of("-Xmx1g"), arguments);
      return rows(
          ChildJvm.numbers(
              command,
              line -> {
                if (line.equals(OwnersInOutage.READY)) {
                  server.goAway(fault, away.dividedBy(speed));
                }
              }));
    }
  }

  private List<Row> rows(List<Double> numbers) {
    double awayCalls = burst.atATime() + FIRST_CALLS + CHANCE * away.toMillis() / MEAN_PAUSE_MILLIS;
    return List.of(
        row("owners not served", numbers.get(0), 0),
        row("failures beside living tokens", numbers.get(1), 0),
        row("sockets", numbers.get(2), burst.atATime()),
        row("threads", numbers.get(3), burst.atATime() + OTHER_THREADS),
        row("token calls while it is away", numbers.get(4), awayCalls),
        row("last owner served, ms after it is back", numbers.get(5), healMillis),
        row("token calls after it is back", numbers.get(6), SPARE * burst.owners()),
        row("warnings in the log", numbers.get(7), Bar.NONE));
  }

  private Row row(String figure, double value, double most) {
    return row(figure, value, Bar.atMost(most, Reading.VALUE));
  }

  private Row row(String figure, double value, Bar bar) {
    return Row.ofOurs(name + ": " + figure, value, bar);
  }
}
