package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many renewals that come at once are not many threads at once. */
class BurstOfRenewalsTest {

  private static final int OWNERS = 10_000;
  private static final int BOUND = 64;

  @Test
  void burst_asksForFewThreads_andAllRoomIsUsed() {
    Deque<Runnable> threads = new ArrayDeque<>();
    AtomicInteger started = new AtomicInteger();
    Admission admission = new Admission(BOUND, threads::add, false);
    for (int i = 0; i < OWNERS; i++) {
      admission.new Place(admission.newTicket(false), started::incrementAndGet).enter();
    }
    assertThat(threads).as("threads that have not begun").hasSizeLessThan(BOUND);
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
    assertThat(started).hasValue(BOUND);
  }
}
