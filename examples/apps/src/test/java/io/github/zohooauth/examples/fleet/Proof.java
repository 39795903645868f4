package io.github.zohooauth.examples.fleet;

import java.util.Random;

/**
 * Holds a claim over and over and prints one line about it: {@code R2 pass 500/500 (full)}.
 *
 * <p>By default a proof is reduced; {@code -Plong} runs it at full size, and {@code -Dproof.seed}
 * with another seed than its own.
 */
final class Proof {

  /** What has to hold, every time. */
  interface Check {
    void holds(int number) throws Exception;
  }

  private Proof() {}

  static boolean isFull() {
    return "full".equals(System.getProperty("proof.size", "reduced"));
  }

  static int size(int reduced, int full) {
    return isFull() ? full : reduced;
  }

  /** The chances of this proof, whose seed is printed so that a failure can be had again. */
  static Random chances(String id, long usual) {
    long seed = Long.getLong("proof.seed", usual);
    System.out.printf("%s seed %d%n", id, seed);
    return new Random(seed);
  }

  /** Checks as many times, prints the line, and fails where it first does not hold. */
  static void holds(String id, int times, Check check) {
    int passed = 0;
    try {
      while (passed < times) {
        check.holds(passed);
        passed++;
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "%s holds %d of %d times, and then: %s".formatted(id, passed, times, e.getMessage()), e);
    } finally {
      String size = isFull() ? "full" : "reduced";
      System.out.printf("%s pass %d/%d (%s)%n", id, passed, times, size);
    }
  }
}
