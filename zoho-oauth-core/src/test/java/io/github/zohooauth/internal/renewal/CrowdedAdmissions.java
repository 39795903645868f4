package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A random history of several threads over one queue. */
final class CrowdedAdmissions {

  private static final int THREADS = 4;
  private static final int STEPS = 60;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

  private final class Renewal {

    private final int fate;
    private final AtomicInteger admissions = new AtomicInteger();
    private final Admission.Place place;
    private volatile boolean left;

    Renewal(boolean isBackground, int fate) {
      this.fate = fate;
      this.place = admission.new Place(admission.newTicket(isBackground), this::admitted);
    }

    private void admitted() {
      admissions.incrementAndGet();
      int now = inProgress.incrementAndGet();
      most.accumulateAndGet(now, Math::max);
      if (fate == 0) {
        end();
      } else if (fate == 1) {
        inProgress.decrementAndGet();
        throw new IllegalStateException("of the work");
      } else {
        running.add(this);
      }
    }

    void end() {
      inProgress.decrementAndGet();
      place.end();
    }
  }

  private final long seed;
  private final int bound;
  private final ExecutorService threads;
  private final Admission admission;
  private final Queue<Renewal> all = new ConcurrentLinkedQueue<>();
  private final Queue<Renewal> running = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inProgress = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  CrowdedAdmissions(long seed, ExecutorService threads) {
    this.seed = seed;
    this.threads = threads;
    Random chance = new Random(seed);
    bound = 1 + chance.nextInt(4);
    admission = new Admission(bound, chance.nextBoolean() ? threads : Runnable::run);
  }

  void play() throws Exception {
    List<Future<?>> parts = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random chance = new Random(seed * THREADS + i);
      parts.add(threads.submit(() -> play(chance)));
    }
    for (Future<?> part : parts) {
      part.get(10, TimeUnit.SECONDS);
    }
    long begun = System.nanoTime();
    while (all.stream().anyMatch(one -> !one.left && one.admissions.get() == 0)) {
      endOne();
      assertThat(System.nanoTime() - begun).as("one is lost in the queue").isLessThan(LONGEST);
      Thread.onSpinWait();
    }
    for (Renewal one : all) {
      assertThat(one.admissions).as("admissions").hasValue(one.left ? 0 : 1);
    }
    assertThat(most).as("in progress at a time").hasValueLessThanOrEqualTo(bound);
  }

  private void play(Random chance) {
    List<Renewal> mine = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      switch (chance.nextInt(6)) {
        case 0, 1 -> enter(mine, new Renewal(chance.nextInt(3) == 0, chance.nextInt(4)));
        case 2 -> mine.forEach(one -> one.place.hurry());
        case 3 -> leave(mine, chance);
        default -> endOne();
      }
    }
  }

  private void enter(List<Renewal> mine, Renewal renewal) {
    all.add(renewal);
    mine.add(renewal);
    renewal.place.enter();
  }

  private static void leave(List<Renewal> mine, Random chance) {
    if (!mine.isEmpty()) {
      Renewal leaver = mine.remove(chance.nextInt(mine.size()));
      leaver.left = leaver.place.leave();
    }
  }

  private void endOne() {
    Renewal one = running.poll();
    if (one != null) {
      one.end();
    }
  }
}
