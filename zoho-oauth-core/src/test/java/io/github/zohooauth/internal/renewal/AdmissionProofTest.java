package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bounded number of renewals is admitted, in order, and each of them in the end. */
@Tag("S1")
class AdmissionProofTest {

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  @Test
  void renewals_areAdmittedInOrder() {
    long seed = Proof.seed("S1 order", 20261201);
    Proof.holds(
        "S1 order",
        LongStream.range(0, Proof.size(500, 10_000)).mapToObj(i -> seed + i).toList(),
        one -> new OrderedAdmissions(one).play());
  }

  @Test
  void renewalsOfManyThreads_areAdmittedOnce_andNeverTooManyAtATime() {
    long seed = Proof.seed("S1 threads", 20261202);
    Proof.holds(
        "S1 threads",
        LongStream.range(0, Proof.size(500, 10_000)).mapToObj(i -> seed + i).toList(),
        one -> new CrowdedAdmissions(one, THREADS).play());
  }

  @Test
  void renewal_isStarted_ifNoOtherThreadCanBe() {
    Deque<Runnable> tasks = new ArrayDeque<>();
    AtomicBoolean noThread = new AtomicBoolean();
    Admission admission =
        new Admission(
            2,
            work -> {
              if (noThread.get()) {
                throw new Error("no thread is left");
              }
              tasks.add(work);
            });
    AtomicInteger started = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      admission.new Place(admission.newTicket(false), started::incrementAndGet).enter();
    }
    noThread.set(true);
    tasks.remove().run();
    assertThat(started).hasValue(2);
  }
}
