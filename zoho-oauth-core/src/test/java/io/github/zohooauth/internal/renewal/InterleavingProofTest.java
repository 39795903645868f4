package io.github.zohooauth.internal.renewal;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.github.zohooauth.client.RenewalMachine;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.internal.runtime.Callers;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;

/** A renewal and its token in memory behave as if one operation followed the other. */
class InterleavingProofTest {

  /** What may end a renewal while a caller waits for it. */
  private static final List<String> OVERLAPS = List.of("get", "exchange", "revoke");

  @Test
  @Tag("R13")
  @EnabledOnJre(
      value = JRE.JAVA_17,
      disabledReason =
          "what is checked is the algorithm, and Lincheck knows the insides of this JDK")
  void renewals_areLinearizable() throws Exception {
    int random = Proof.size(2, 100);
    ModelCheckingOptions options =
        new ModelCheckingOptions()
            .logLevel(LoggingLevel.ERROR)
            .threads(2)
            .actorsBefore(1)
            .actorsPerThread(2)
            .actorsAfter(1)
            .iterations(random)
            .invocationsPerIteration(Proof.size(50, 1_000))
            .addGuarantee(
                forClasses(InterleavingProofTest::isOneStep).allMethods().treatAsAtomic());
    for (String overlap : OVERLAPS) {
      options.addCustomScenario(during(overlap));
    }
    options.check(RenewalMachine.class);
    int scenarios = random + OVERLAPS.size();
    System.out.printf(
        "R13 pass %d/%d (%s)%n", scenarios, scenarios, Proof.isFull() ? "full" : "reduced");
  }

  /** Returns the scenario of a renewal that another operation overlaps, and of a later caller. */
  private static ExecutionScenario during(String operation) throws Exception {
    return new ExecutionScenario(
        List.of(),
        List.of(List.of(actor("get")), List.of(actor(operation))),
        List.of(actor("get")),
        actor("oneFlight"));
  }

  private static Actor actor(String name) throws Exception {
    return new Actor(RenewalMachine.class.getMethod(name), List.of());
  }

  /** No other thread comes in between where they share nothing, and wait for nobody. */
  private static boolean isOneStep(String type) {
    return type.startsWith("io.github.zohooauth.")
        && !type.startsWith(CachedToken.class.getName())
        && !type.equals(Callers.class.getName())
        && !type.startsWith(RenewalMachine.class.getName());
  }
}
