package io.github.zohooauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time that a test moves by hand, and how it differs from time that moves by itself. */
@Timeout(20)
class ManualTimeTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();

  @Test
  void pausesAndDeadlines_endInTurn_eachAtItsMoment() {
    List<Instant> ends = new ArrayList<>();
    CompletableFuture<?> late = time.pause(SECOND.multipliedBy(3));
    CompletableFuture<?> early = time.pause(SECOND).thenRun(() -> ends.add(time.instant()));
    CompletableFuture<String> work = time.limit(new CompletableFuture<>(), SECOND.multipliedBy(2));
    CompletableFuture<?> overdue = work.handle((result, failure) -> ends.add(time.instant()));
    time.advance(SECOND.multipliedBy(2));
    assertThat(ends).containsExactly(Scene.NOW.plusSeconds(1), Scene.NOW.plusSeconds(2));
    assertThat(early).isCompleted();
    assertThat(overdue).isCompleted();
    assertThat(work)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
    assertThat(late).isNotDone();
  }

  @Test
  void clockThatIsSet_andMachineThatSleeps_endNoPause() {
    CompletableFuture<?> pause = time.pause(SECOND);
    time.setWallClock(Duration.ofHours(1));
    time.sleepOfMachine(Duration.ofHours(2));
    assertThat(pause).isNotDone();
    assertThat(time.running()).isZero();
    assertThat(time.instant()).isEqualTo(Scene.NOW.plus(Duration.ofHours(3)));
    assertThat(time.truth()).isEqualTo(Scene.NOW.plus(Duration.ofHours(2)));
  }

  @Test
  void drive_passesPauses_andNoDeadlineOfPatientCallers() throws Exception {
    CompletableFuture<String> patient = time.limit(new CompletableFuture<>(), ManualTime.PATIENCE);
    CompletableFuture<?> twice = time.pause(SECOND).thenCompose(passed -> time.pause(SECOND));
    time.drive(twice);
    assertThat(time.running()).isEqualTo(SECOND.multipliedBy(2).toNanos());
    CompletableFuture<?> longer = time.pause(SECOND.multipliedBy(9));
    time.drive(longer, SECOND);
    assertThat(time.running()).isEqualTo(SECOND.multipliedBy(3).toNanos());
    assertThat(longer).isNotDone();
    assertThat(patient).isNotDone();
  }

  @Test
  void idleTime_passesEachPauseAtOnce_andMovesTheClock() {
    List<Instant> seen = new ArrayList<>();
    IdleTime idle = new IdleTime(Scene.NOW, seen::add);
    CompletableFuture<String> work = idle.limit(new CompletableFuture<>(), Duration.ofMinutes(1));
    assertThat(idle.pause(Duration.ofHours(1))).isCompleted();
    assertThat(seen).containsExactly(Scene.NOW.plus(Duration.ofHours(1)));
    assertThat(idle.instant()).isEqualTo(Scene.NOW.plus(Duration.ofHours(1)));
    assertThat(work).as("its deadline is one of real time").isNotDone();
  }
}
