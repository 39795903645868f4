package io.github.zohooauth.store.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Checks a claim in many cases and prints one line: {@code F4 pass 40/40 (reduced)}.
 *
 * <p>{@code -Plong} runs at full size, {@code -Dproof.seed} with another seed.
 */
final class Proof {

  /** A check of one case. */
  interface Check<T> {
    void holds(T example) throws Exception;
  }

  private static final int SHOWN = 3;

  private Proof() {}

  static boolean isFull() {
    return "full".equals(System.getProperty("proof.size", "reduced"));
  }

  static int size(int reduced, int full) {
    return isFull() ? full : reduced;
  }

  static long seed(String id, long usual) {
    long seed = Long.getLong("proof.seed", usual);
    System.out.printf("%s seed %d%n", id, seed);
    return seed;
  }

  /** Returns all cases at full size, or else some that the seed selects. */
  static <T> List<T> some(List<T> all, int reduced, long seed) {
    if (isFull() || all.size() <= reduced) {
      return all;
    }
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, reduced);
  }

  static <T> void holds(String id, List<T> cases, Check<T> check) {
    List<String> failures = new ArrayList<>();
    Throwable first = null;
    for (T example : cases) {
      try {
        check.holds(example);
      } catch (Exception | AssertionError e) {
        first = first == null ? e : first;
        failures.add(example + ": " + String.valueOf(e.getMessage()).strip());
      }
    }
    int passed = cases.size() - failures.size();
    System.out.printf(
        "%s pass %d/%d (%s)%n", id, passed, cases.size(), isFull() ? "full" : "reduced");
    if (first != null) {
      throw new AssertionError(
          "%s holds in %d of %d cases only%n%s"
              .formatted(
                  id,
                  passed,
                  cases.size(),
                  String.join("\n", failures.stream().limit(SHOWN).toList())),
          first);
    }
  }
}
