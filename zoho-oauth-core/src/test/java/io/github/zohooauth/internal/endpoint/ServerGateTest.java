package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.endpoint.ServerGate.Moment;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each answer and each failure of a server changes, state by state. */
class ServerGateTest {

  private static final int BOUND = 8;

  private double chance = 1;
  private final ServerGate gate = new ServerGate(BOUND, () -> chance);
  private long elapsed;

  /** The end of a call that has begun in the present state. */
  private enum End {
    ANSWER,
    FAILURE,
    FAILED_PROBE
  }

  private static Arguments row(String ends, int limit) {
    return Arguments.of(ends, limit);
  }

  /** Answers (a), failures (f) and failures of a probe (p), and the renewals allowed after them. */
  static Stream<Arguments> rows() {
    return Stream.of(
        row("", 8),
        row("ffff", 8),
        row("fffff", 0),
        row("ffffafffff", 0),
        row("ffffaffff", 8),
        row("affff", 8),
        row("fffffpppp", 0),
        row("fffffffffff", 0),
        row("fffffa", 1),
        row("fffffppppa", 1),
        row("fffffaf", 0),
        row("fffffaa", 2),
        row("fffffaaf", 2),
        row("fffffaaff", 0),
        row("fffffaafaf", 3),
        row("fffffaaa", 3),
        row("fffffaaaaffff", 0),
        row("fffffaaaaaffff", 5),
        row("fffffaaaaafffff", 0),
        row("fffffaaaaaaaa", 8),
        row("fffffaaaaaaaaaaaa", 8),
        row("fffffaaaaaaaaffff", 8),
        row("fffffafa", 1));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void renewalsAtATime(String ends, int limit) {
    ends.chars().forEach(end -> play(end(end)));
    assertThat(gate.limit()).isEqualTo(limit);
    assertThat(gate.isClosed()).isEqualTo(limit == 0);
    assertThat(gate.isUnlimited()).isEqualTo(limit == BOUND);
  }

  private static End end(int letter) {
    return switch (letter) {
      case 'a' -> End.ANSWER;
      case 'f' -> End.FAILURE;
      default -> End.FAILED_PROBE;
    };
  }

  private void play(End end) {
    if (end == End.ANSWER) {
      gate.answered();
    } else {
      boolean unused = gate.failed(end == End.FAILED_PROBE, gate.epoch(), now());
    }
  }

  private Moment now() {
    return new Moment(elapsed, Scene.NOW.plusNanos(elapsed));
  }

  private void close() {
    for (int i = 0; i < ServerGate.FAILURES; i++) {
      play(End.FAILURE);
    }
    assertThat(gate.isClosed()).isTrue();
  }

  private Duration pause() {
    return Duration.ofNanos(gate.probeAt() - elapsed);
  }

  @Test
  void pausesOfProbes_double_upTo15Seconds() {
    close();
    for (int seconds : List.of(1, 2, 4, 8, 15, 15, 15)) {
      assertThat(pause()).isEqualTo(Duration.ofSeconds(seconds));
      assertThat(gate.isProbeDue(gate.probeAt() - 1)).isFalse();
      assertThat(gate.isProbeDue(gate.probeAt())).isTrue();
      elapsed = gate.probeAt();
      play(End.FAILED_PROBE);
    }
  }

  @Test
  void pause_staysTheLongest_howeverManyProbesFail() {
    close();
    for (int i = 0; i < 200; i++) {
      play(End.FAILED_PROBE);
      assertThat(pause()).isBetween(Duration.ofSeconds(i < 4 ? 1 : 15), Duration.ofSeconds(15));
    }
  }

  @Test
  void pauses_areARandomPart() {
    chance = 0.25;
    close();
    assertThat(pause()).isEqualTo(Duration.ofMillis(250));
    play(End.FAILED_PROBE);
    assertThat(pause()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void success_letsThePausesBeginAnew() {
    close();
    play(End.FAILED_PROBE);
    play(End.ANSWER);
    play(End.FAILURE);
    assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void failureOfACallThatBeganEarlier_changesNothing() {
    int before = gate.epoch();
    close();
    int whileClosed = gate.epoch();
    assertThat(gate.failed(true, before, now())).isFalse();
    assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
    play(End.ANSWER);
    assertThat(gate.failed(false, before, now())).isFalse();
    assertThat(gate.failed(true, whileClosed, now())).isFalse();
    assertThat(gate.limit()).isEqualTo(1);
  }

  @Test
  void outage_isToldFromItsFirstFailureOn() {
    play(End.ANSWER);
    assertThat(gate.failingSince()).isNull();
    for (int i = 0; i < 20; i++) {
      elapsed = Duration.ofSeconds(i).toNanos();
      play(i < ServerGate.FAILURES ? End.FAILURE : End.FAILED_PROBE);
    }
    assertThat(gate.failingSince()).isEqualTo(Scene.NOW);
    play(End.ANSWER);
    assertThat(gate.failingSince()).isNull();
  }

  @Test
  void gateThatNoCallAskedForLong_letsOneTry_whileOthersWait() {
    close();
    play(End.FAILED_PROBE);
    play(End.FAILED_PROBE);
    assertThat(pause()).isEqualTo(Duration.ofSeconds(4));
    elapsed = gate.probeAt() + ServerGate.LONGEST_PAUSE.toNanos() - 1;
    gate.admitOneIfOverdue(elapsed);
    assertThat(gate.isClosed()).isTrue();
    gate.admitOneIfOverdue(++elapsed);
    assertThat(gate.limit()).isEqualTo(1);
    play(End.FAILURE);
    assertThat(gate.isClosed()).isTrue();
    assertThat(pause()).as("begins anew").isEqualTo(Duration.ofSeconds(1));
    assertThat(gate.failingSince()).isEqualTo(Scene.NOW);
  }
}
