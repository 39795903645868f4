package io.github.zohooauth.internal.renewal;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.github.zohooauth.client.RenewalMachine;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.internal.runtime.Callers;
import io.github.zohooauth.testkit.WithoutDeadline;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;

/** The single flight and its memory behave as if one thread came after the other. */
class InterleavingProofTest {

  @Test
  @Tag("R13")
  @EnabledOnJre(
      value = JRE.JAVA_17,
      disabledReason =
          "what is checked is the algorithm, and Lincheck knows the insides of this JDK")
  void flights_areLinearizable() {
    int scenarios = Proof.size(2, 100);
    new ModelCheckingOptions()
        .logLevel(LoggingLevel.ERROR)
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(2)
        .actorsAfter(1)
        .iterations(scenarios)
        .invocationsPerIteration(Proof.size(50, 1_000))
        .addGuarantee(forClasses(InterleavingProofTest::isOneStep).allMethods().treatAsAtomic())
        .check(RenewalMachine.class);
    System.out.printf(
        "R13 pass %d/%d (%s)%n", scenarios, scenarios, Proof.isFull() ? "full" : "reduced");
  }

  /** No other thread comes in between where they share nothing, and wait for nobody. */
  private static boolean isOneStep(String type) {
    return type.startsWith("io.github.zohooauth.")
        && !type.startsWith(CachedToken.class.getName())
        && !type.equals(Callers.class.getName())
        && !type.equals(WithoutDeadline.class.getName())
        && !type.startsWith(RenewalMachine.class.getName());
  }
}
