package io.github.zohooauth.examples.benchmarks.library;

import java.time.Duration;
import java.util.List;

/**
 * How many owners are asked for at once.
 *
 * @param atATime how many token calls may be in progress at a time
 * @param patience how long a caller waits
 */
public record Burst(int owners, int atATime, Duration patience) {

  /** Reads what {@link #arguments} has written. */
  public static Burst parse(List<String> arguments) {
    return new Burst(
        Integer.parseInt(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Duration.parse(arguments.get(2)));
  }

  /** Returns three arguments of a process. */
  public List<String> arguments() {
    return List.of(String.valueOf(owners), String.valueOf(atATime), patience.toString());
  }

  public Burst withOwners(int number) {
    return new Burst(number, atATime, patience);
  }
}
