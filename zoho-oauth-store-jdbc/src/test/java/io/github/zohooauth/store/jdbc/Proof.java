package io.github.zohooauth.store.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Holds a claim in many cases and prints one line about it: {@code D1 pass 20/20 (reduced)}.
 *
 * <p>By default a proof is reduced; {@code -Plong} runs it at full size, and {@code -Dproof.seed}
 * with another seed than its own.
 */
final class Proof {

  /** What has to hold in a case. */
  interface Check<T> {
    void holds(T example) throws Exception;
  }

  private static final boolean FULL = System.getProperty("proof.size", "reduced").equals("full");

  private Proof() {}

  static int size(int reduced, int full) {
    return FULL ? full : reduced;
  }

  /** The seed of this proof, printed so that a failure can be had again. */
  static long seed(String id, long usual) {
    long seed = Long.getLong("proof.seed", usual);
    System.out.printf("%s seed %d%n", id, seed);
    return seed;
  }

  /** All cases at full size, else some that the seed picks. */
  static <T extends @Nullable Object> List<T> some(List<T> all, int reduced, long seed) {
    if (FULL || all.size() <= reduced) {
      return all;
    }
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, reduced);
  }

  /** Checks every case, prints the line, and fails with the first of those that do not hold. */
  static <T> void holds(String id, List<T> cases, Check<T> check) {
    List<AssertionError> failures = new ArrayList<>();
    for (T example : cases) {
      try {
        check.holds(example);
      } catch (Exception | AssertionError e) {
        failures.add(new AssertionError(example + ": " + e, e));
      }
    }
    int passed = cases.size() - failures.size();
    System.out.printf("%s pass %d/%d (%s)%n", id, passed, cases.size(), FULL ? "full" : "reduced");
    if (!failures.isEmpty()) {
      AssertionError first = failures.get(0);
      throw new AssertionError(
          "%s holds in %d of %d cases only: %s"
              .formatted(id, passed, cases.size(), first.getMessage()),
          first);
    }
  }
}
