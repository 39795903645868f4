package io.github.zohooauth.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Holds a claim in many cases and prints one line about it: {@code R5 pass 432/432 (reduced)}.
 *
 * <p>By default a proof is reduced; {@code -Plong} runs it at full size, and {@code -Dproof.seed}
 * with another seed than its own.
 */
public final class Proof {

  /** What has to hold in a case. */
  public interface Check<T> {
    void holds(T example) throws Exception;
  }

  private static final int SHOWN = 5;

  private Proof() {}

  public static boolean isFull() {
    return "full".equals(System.getProperty("proof.size", "reduced"));
  }

  public static int size(int reduced, int full) {
    return isFull() ? full : reduced;
  }

  /** The seed of this proof, printed so that a failure can be had again. */
  public static long seed(String id, long usual) {
    long seed = Long.getLong("proof.seed", usual);
    System.out.printf("%s seed %d%n", id, seed);
    return seed;
  }

  /** All cases at full size, else some that the seed picks. */
  public static <T> List<T> some(List<T> all, int reduced, long seed) {
    if (isFull() || all.size() <= reduced) {
      return all;
    }
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, reduced);
  }

  /** Checks every case, prints the line, and fails with the first few that do not hold. */
  public static <T> void holds(String id, List<T> cases, Check<T> check) {
    List<AssertionError> failures = new ArrayList<>();
    for (T example : cases) {
      try {
        check.holds(example);
      } catch (Exception | AssertionError e) {
        failures.add(new AssertionError(example + ": " + e, e));
      }
    }
    int passed = cases.size() - failures.size();
    String size = isFull() ? "full" : "reduced";
    System.out.printf("%s pass %d/%d (%s)%n", id, passed, cases.size(), size);
    if (!failures.isEmpty()) {
      AssertionError first =
          new AssertionError(
              "%s holds in %d of %d cases only%n%s"
                  .formatted(id, passed, cases.size(), summary(failures)));
      failures.stream().limit(SHOWN).forEach(first::addSuppressed);
      throw first;
    }
  }

  private static String summary(List<AssertionError> failures) {
    List<String> lines =
        failures.stream()
            .limit(SHOWN)
            .map(
                failure ->
                    String.valueOf(failure.getMessage())
                        .replaceAll("(?m)^\\s+(at |\\.\\.\\.).*\\R?", ""))
            .toList();
    return String.join(System.lineSeparator(), lines);
  }
}
