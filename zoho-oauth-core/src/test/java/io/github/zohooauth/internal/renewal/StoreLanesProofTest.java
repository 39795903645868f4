package io.github.zohooauth.internal.renewal;

import io.github.zohooauth.examples.proofs.Proof;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The work of a key is done once, in order, one piece at a time, also if an executor loses work.
 */
@Tag("S3")
class StoreLanesProofTest {

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  @Test
  void workOfManyThreads_isDoneOnce_inOrder_onePieceOfAKeyAtATime() {
    long seed = Proof.seed("S3 lanes", 20261205);
    Proof.holds(
        "S3 lanes",
        LongStream.range(0, Proof.size(500, 20_000)).mapToObj(i -> seed + i).toList(),
        one -> new CrowdedLanes(one, THREADS).play());
  }
}
