package io.github.zohooauth.examples.benchmarks.owners;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.ChildJvm;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.TokenServer;
import io.github.zohooauth.examples.benchmarks.library.Burst;
import io.github.zohooauth.examples.benchmarks.rows.Postgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Owners in a database where another session has locked the row of one of them.
 *
 * @param name how its rows begin
 * @param pool the number of connections
 * @param speed of the clients' clock
 * @param time of the measurement by that clock
 * @param every how often each owner is asked for
 */
public record LockCase(
    String name, Burst burst, int pool, int speed, Duration time, Duration every) {

  private static final int DESCRIPTORS = 1_024;
  private static final int OTHER_THREADS = 64;

  /** The longest wait of an owner whose row is not locked. */
  private static final int SLOWEST_MILLIS = 1_000;

  /** Measures this library, and returns the rows of the table. */
  public List<Row> rows(Postgres database, int warmUp) throws IOException, SQLException {
    try (TokenServer server = TokenServer.start(Duration.ZERO);
        Connection lock = database.lock(0)) {
      List<String> arguments = new ArrayList<>();
      arguments.add(server.endpoint().toString());
      arguments.add(pool + " " + Postgres.url(database.port()));
      arguments.add(String.valueOf(warmUp));
      arguments.addAll(burst.arguments());
      arguments.addAll(List.of(String.valueOf(speed), time.toString(), every.toString()));
      List<Double> numbers =
          ChildJvm.numbers(
              ChildJvm.limited(DESCRIPTORS, OwnersBesideLock.class, List.of(), arguments));
      lock.rollback();
      return List.of(
          row("other owners not served", numbers.get(0), 0),
          row("failures of other owners", numbers.get(1), 0),
          row("slowest call of another owner, ms", numbers.get(2), SLOWEST_MILLIS),
          row("threads", numbers.get(3), burst.atATime() + OTHER_THREADS),
          row("warnings in the log", numbers.get(4), Bar.NONE));
    }
  }

  private Row row(String figure, double value, double most) {
    return row(figure, value, Bar.atMost(most, Reading.VALUE));
  }

  private Row row(String figure, double value, Bar bar) {
    return Row.ofOurs(name + ": " + figure, value, bar);
  }
}
