package io.github.zohooauth.client;

import io.github.zohooauth.examples.proofs.Proof;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A key whose store call hangs holds one thread, and all other keys go on. */
@Tag("S3")
class IsolatedKeysProofTest {

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  @Test
  void keysThatHangAtAnyCall_holdUpNoOtherKey_andHeal() {
    long seed = Proof.seed("S3 memory", 20261203);
    Proof.holds(
        "S3 memory",
        LongStream.range(0, Proof.size(30, 2_000)).mapToObj(i -> seed + i).toList(),
        one -> {
          try (IsolatedKeys history = new IsolatedKeys(one, THREADS)) {
            history.play();
          }
        });
  }
}
