package io.github.zohooauth.examples.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A proof that cannot fail proves nothing. */
class ProofTest {

  private static void requireOdd(int number) throws Exception {
    if (number == 4) {
      throw new Exception("an exception counts, too");
    }
    assertThat(number % 2).as("odd").isEqualTo(1);
  }

  @Test
  void holds_checksEveryCase_andFailsWithThoseThatDoNotHold() {
    List<Integer> checked = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Proof.holds(
                    "X1",
                    List.of(1, 2, 3, 4, 5),
                    number -> {
                      checked.add(number);
                      requireOdd(number);
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("X1 holds in 3 of 5 cases only")
        .hasMessageContaining("2: org.opentest4j.AssertionFailedError: [odd]")
        .hasMessageContaining("4: java.lang.Exception: an exception counts, too")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
    assertThat(checked).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void holds_ifEveryCaseHolds() {
    Proof.holds("X2", List.of(1, 3, 5), ProofTest::requireOdd);
  }

  @Test
  void holdsInARow_stopsAtTheFirstRoundThatDoesNotHold() {
    List<Integer> checked = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Proof.holdsInARow(
                    "X3",
                    5,
                    round -> {
                      checked.add(round);
                      assertThat(round).isLessThan(2);
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("X3 holds in 2 of 5 rounds, and then: ");
    assertThat(checked).containsExactly(0, 1, 2);
  }

  @Test
  void some_areFewer_andTheSameForTheSameSeed() {
    List<Integer> all = IntStream.range(0, 100).boxed().toList();
    List<Integer> some = Proof.some(all, 10, 7);
    assertThat(some).hasSize(Proof.size(10, 100)).isSubsetOf(all).doesNotHaveDuplicates();
    assertThat(Proof.some(all, 10, 7)).isEqualTo(some);
    assertThat(Proof.some(List.of(1, 2), 10, 7)).containsExactly(1, 2);
  }
}
