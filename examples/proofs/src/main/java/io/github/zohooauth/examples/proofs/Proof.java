package io.github.zohooauth.examples.proofs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Checks a claim in many cases and prints one line about it: {@code R5 pass 432/432 (reduced)}.
 *
 * <p>By default a proof is reduced. {@code -Plong} runs it at full size, and {@code -Dproof.seed}
 * with another seed than its own.
 */
public final class Proof {

  /** A check of one case. */
  public interface Check<T extends @Nullable Object> {
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

  /** Returns the seed of this proof, and prints it, so that a failure can be repeated. */
  public static long seed(String id, long usual) {
    long seed = Long.getLong("proof.seed", usual);
    System.out.printf("%s seed %d%n", id, seed);
    return seed;
  }

  /** Returns all cases at full size, or else some that the seed selects. */
  public static <T extends @Nullable Object> List<T> some(List<T> all, int reduced, long seed) {
    if (isFull() || all.size() <= reduced) {
      return all;
    }
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, reduced);
  }

  /** Checks every case, prints the line, and fails with the first few that do not hold. */
  public static <T extends @Nullable Object> void holds(String id, List<T> cases, Check<T> check) {
    List<AssertionError> failures = new ArrayList<>();
    for (T example : cases) {
      try {
        check.holds(example);
      } catch (Exception | AssertionError e) {
        failures.add(new AssertionError(example + ": " + e, e));
      }
    }
    int passed = cases.size() - failures.size();
    print(id, passed, cases.size());
    if (!failures.isEmpty()) {
      AssertionError first =
          new AssertionError(
              "%s holds in %d of %d cases only%n%s"
                  .formatted(id, passed, cases.size(), summary(failures)));
      failures.stream().limit(SHOWN).forEach(first::addSuppressed);
      throw first;
    }
  }

  /**
   * Checks this many rounds, and prints the line. It stops at the first round that does not hold,
   * because the later ones build on it. The check takes the number of the round, from 0 on.
   */
  public static void holdsInARow(String id, int rounds, Check<Integer> check) {
    int passed = 0;
    try {
      for (; passed < rounds; passed++) {
        check.holds(passed);
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "%s holds in %d of %d rounds, and then: %s".formatted(id, passed, rounds, e), e);
    } finally {
      print(id, passed, rounds);
    }
  }

  private static void print(String id, int passed, int cases) {
    System.out.printf("%s pass %d/%d (%s)%n", id, passed, cases, isFull() ? "full" : "reduced");
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
