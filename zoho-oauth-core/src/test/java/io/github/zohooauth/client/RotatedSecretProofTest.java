package io.github.zohooauth.client;

import io.github.zohooauth.examples.proofs.Proof;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * U5: a supplied secret that is replaced at any moment needs no restart. Each owner is served as
 * soon as the function returns the present secret, and makes at most eight calls in ten minutes.
 */
@Tag("U5")
class RotatedSecretProofTest {

  @Test
  void rotatedSecret_servesEachOwner_withinTheBudget() {
    Random seeds = new Random(Proof.seed("U5", 5));
    Proof.holds(
        "U5",
        Stream.generate(seeds::nextLong)
            .map(seed -> new SecretHistory(seed >>> 1))
            .limit(Proof.size(30, 600))
            .toList(),
        SecretHistory::play);
  }
}
