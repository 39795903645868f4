package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A random history of one thread, and a plain model of the queue beside it. */
final class OrderedAdmissions {

  private static final int STEPS = 120;
  private static final Comparator<Renewal> ORDER =
      Comparator.comparing((Renewal renewal) -> renewal.isBackground)
          .thenComparing(renewal -> renewal.number);

  /** What becomes of a renewal that is admitted. */
  private enum Fate {
    STAYS,
    ENDS_AT_ONCE,
    THROWS,
    ENDS_AND_THROWS
  }

  private static final List<Fate> FATES = List.of(Fate.values());

  private final class Renewal {

    private final Fate fate = FATES.get(chance.nextInt(FATES.size()));
    private final long ticket;
    private boolean isBackground;
    private int number;
    private Admission.Place place;

    Renewal(boolean isBackground) {
      this.isBackground = isBackground;
      this.number = ++numbers;
      this.ticket = admission.newTicket(isBackground);
      this.place = admission.new Place(ticket, this::admitted);
    }

    void enter() {
      waiting.add(this);
      place.enter();
    }

    /** Comes back after a pause, with its first ticket. */
    void comeBack() {
      place = admission.new Place(ticket, this::admitted);
      enter();
    }

    void hurry() {
      if (isBackground && waiting.contains(this)) {
        isBackground = false;
        number = ++numbers;
      }
      place.hurry();
    }

    private void admitted() {
      try {
        assertThat(waiting).as("admitted once, and only if it waits").contains(this);
        Renewal first = waiting.stream().min(ORDER).orElseThrow();
        assertThat(number).as("admitted before one who came earlier").isEqualTo(first.number);
      } catch (AssertionError e) {
        wrong.add(e); // the queue would swallow it
      }
      waiting.remove(this);
      inProgress.add(this);
      most = Math.max(most, inProgress.size());
      if (fate != Fate.STAYS) {
        inProgress.remove(this);
      }
      if (fate == Fate.ENDS_AT_ONCE || fate == Fate.ENDS_AND_THROWS) {
        place.end();
      }
      if (fate == Fate.THROWS || fate == Fate.ENDS_AND_THROWS) {
        throw new StackOverflowError("of the work");
      }
    }
  }

  private final Random chance;
  private final int bound;
  private final Admission admission;
  private final List<Renewal> waiting = new ArrayList<>();
  private final List<Renewal> inProgress = new ArrayList<>();
  private final List<AssertionError> wrong = new ArrayList<>();
  private int numbers;
  private int most;

  OrderedAdmissions(long seed) {
    chance = new Random(seed);
    bound = 1 + chance.nextInt(5);
    admission = new Admission(bound, Runnable::run);
  }

  void play() {
    List<Renewal> paused = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      step(paused);
      requireFull();
    }
    while (!inProgress.isEmpty()) {
      inProgress.remove(chance.nextInt(inProgress.size())).place.end();
      requireFull();
    }
    assertThat(waiting).as("lost in the queue").isEmpty();
  }

  private void step(List<Renewal> paused) {
    switch (chance.nextInt(8)) {
      case 0, 1 -> new Renewal(false).enter();
      case 2 -> new Renewal(true).enter();
      case 3 -> hurryOne();
      case 4 -> leaveOne();
      case 5 -> comeBackOne(paused);
      default -> endOne(paused);
    }
  }

  private void hurryOne() {
    if (!waiting.isEmpty()) {
      waiting.get(chance.nextInt(waiting.size())).hurry();
    }
  }

  private void leaveOne() {
    if (!waiting.isEmpty()) {
      Renewal leaver = waiting.remove(chance.nextInt(waiting.size()));
      assertThat(leaver.place.isQueued()).isTrue();
      assertThat(leaver.place.leave()).as("leaves").isTrue();
      assertThat(leaver.place.leave()).as("leaves again").isFalse();
    }
  }

  private void comeBackOne(List<Renewal> paused) {
    if (!paused.isEmpty()) {
      paused.remove(chance.nextInt(paused.size())).comeBack();
    }
  }

  private void endOne(List<Renewal> paused) {
    if (!inProgress.isEmpty()) {
      Renewal ended = inProgress.remove(chance.nextInt(inProgress.size()));
      boolean hurried = ended.isBackground == (ended.ticket < Long.MAX_VALUE / 2);
      if (!hurried) {
        paused.add(ended);
      }
      ended.place.end();
      ended.place.end();
    }
  }

  /** There is never one too many, and never room while one waits. */
  private void requireFull() {
    wrong.forEach(
        first -> {
          throw first;
        });
    assertThat(most).as("in progress at a time").isLessThanOrEqualTo(bound);
    if (!waiting.isEmpty()) {
      assertThat(inProgress).as("in progress while others wait").hasSize(bound);
    }
    for (Renewal renewal : waiting) {
      assertThat(renewal.place.before()).as("before it").isGreaterThanOrEqualTo(bound);
    }
  }
}
