package io.github.zohooauth.examples.benchmarks.scenario;

import io.github.zohooauth.examples.benchmarks.Bar;
import io.github.zohooauth.examples.benchmarks.Contender;
import io.github.zohooauth.examples.benchmarks.Reading;
import io.github.zohooauth.examples.benchmarks.Row;
import io.github.zohooauth.examples.benchmarks.Samples;
import io.github.zohooauth.examples.benchmarks.Store;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Stores that take turns, each with one owner and with many.
 *
 * @param what kind of store, as the rows are to name it
 * @param many how many owners those have, of which
 * @param used are ever loaded and saved
 * @param toFloor at most this many times the floor
 * @param toOne with many at most this many times what it takes with one
 */
record Turns(
    String what,
    int many,
    int used,
    double toFloor,
    double toOne,
    Map<Contender, ? extends Store> one,
    Map<Contender, ? extends Store> all) {

  /** What is done once, to one owner. */
  interface Operation {
    void on(Store store, int owner) throws Exception;
  }

  /**
   * Does it for so many rounds, behind a few to get warm.
   *
   * @param times how often a contender does it in a turn
   */
  List<Row> rows(String name, int rounds, int times, Operation operation) throws Exception {
    Samples few = new Samples();
    Samples lots = new Samples();
    Samples flat = new Samples();
    for (int round = -1 - rounds / 5; round < rounds; round++) {
      Random chance = new Random(round);
      for (Contender contender : one.keySet()) {
        int own = isOfOneFile(contender) ? Math.max(1, times / 100) : times;
        double first = micros(one.get(contender), operation, chance, 1, times);
        double last = micros(among(contender), operation, chance, used, own);
        if (round >= 0) {
          few.add(contender, first);
          lots.add(contender, last);
          if (contender == Contender.ZOHO_OAUTH) {
            flat.add(Contender.FLOOR, first);
            flat.add(Contender.ZOHO_OAUTH, last);
          }
        }
      }
    }
    String head = what + ", " + name + ", ";
    String owners = "%,d owners".formatted(many);
    Bar floor = Bar.ratioAtMost(toFloor);
    return List.of(
        new Row(head + "1 owner, \u00b5s", Reading.RATIO, few, floor),
        new Row(head + owners + ", \u00b5s", Reading.RATIO, lots, floor),
        new Row(head + owners + " to 1", Reading.RATIO, flat, Bar.ratioAtMost(toOne)));
  }

  private Store among(Contender contender) {
    return Objects.requireNonNull(all.get(contender));
  }

  /** One file of all owners takes too long for as many turns. */
  private static boolean isOfOneFile(Contender contender) {
    return contender == Contender.GOOGLE_OAUTH || contender == Contender.ZOHO_SDK;
  }

  private static double micros(
      Store store, Operation operation, Random chance, int owners, int times) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      operation.on(store, chance.nextInt(owners));
    }
    return (System.nanoTime() - start) / 1e3 / times;
  }
}
