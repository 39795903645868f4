package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.examples.proofs.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What holds for processes that share one database. */
abstract class DatabaseFleetProof {

  private static final Duration LEASE = Duration.ofSeconds(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  /** Returns the store in a database that has its table. */
  abstract SharedStore store();

  @Test
  @Tag("R3")
  void expiry_isRenewedOnceByAllProcesses() throws IOException {
    Expiries.hold("R3", store(), directory);
  }

  @Test
  @Tag("R4")
  void holder_whenKilledOrStopped_isFollowedWhenItsLeaseEnds() throws IOException {
    Duration soon = LEASE.plusSeconds(1);
    try (Casualties casualties =
        new Casualties("R4", store().withLease(LEASE), directory, Duration.ofSeconds(30))) {
      Proof.holdsInARow("R4 killed", Proof.size(1, 200), number -> casualties.kill(soon));
      Proof.holdsInARow(
          "R4 stopped", Proof.size(1, 50), number -> casualties.pauseAndOvertake(soon));
    }
  }

  @Test
  @Tag("R14")
  void revocation_leavesNothingToRenew() throws IOException {
    Revocations.hold("R14", store(), directory);
  }
}
