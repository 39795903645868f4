package io.github.zohooauth.examples.fleet;

import io.github.zohooauth.examples.proofs.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share one directory of tokens. */
class FileFleetProofTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private SharedStore store;

  @BeforeEach
  void nameTheStore() {
    store = SharedStore.in(directory.resolve("tokens"));
  }

  @Test
  @Tag("R2")
  void expiry_isRenewedOnceByAllProcesses() throws IOException {
    Expiries.hold("R2", store, directory);
  }

  @Test
  @Tag("R4")
  void holder_whenKilled_isFollowedWithinASecond() throws IOException {
    try (Casualties casualties = new Casualties("R4", store, directory, Duration.ofSeconds(30))) {
      Proof.holdsInARow(
          "R4 killed", Proof.size(2, 200), number -> casualties.kill(Duration.ofSeconds(1)));
    }
  }

  @Test
  @Tag("R4")
  void holder_whenStopped_isWaitedForAsLongAsCallersWait() throws IOException {
    try (Casualties casualties = new Casualties("R4", store, directory, Duration.ofSeconds(2))) {
      Proof.holdsInARow(
          "R4 stopped",
          Proof.size(2, 50),
          number -> {
            if (number % 2 == 0) {
              casualties.pauseAndWait();
            } else {
              casualties.pauseBesideCallers();
            }
          });
    }
  }

  @Test
  @Tag("R14")
  void revocation_leavesNothingToRenew() throws IOException {
    Revocations.hold("R14", store, directory);
  }
}
