package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.client.FairHistory.Failure;
import io.github.zohooauth.client.FairHistory.Kind;
import io.github.zohooauth.client.FairHistory.Owner;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.internal.endpoint.VirtualServers.Mood;
import io.github.zohooauth.testkit.SeenLogs;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each owner whose callers keep asking gets a token, within a time that depends only on those who
 * came before: no owner starves.
 */
class FairnessProofTest {

  private static final long SECOND = FairHistory.SECOND;
  private static final long CALL = Mood.WELL.takes;

  /** The longest pause between two looks while another host holds the lease. */
  private static final long POLL = 150 * SECOND / 1000;

  /**
   * After the server is well: the last call that hangs, the longest pause of a closed gate, the
   * next owner who asks, and the probe.
   */
  private static final long SHUT = Mood.SILENT.takes + 15 * SECOND + FairHistory.LONGEST_ASK + CALL;

  /**
   * After the server is well: the last call that hangs, and the owner's spacing with its jitter.
   */
  private static final long OWN_WAIT = Mood.SILENT.takes + 165 * SECOND;

  /** The rounds in which a gate opens: one call, and then two. */
  private static final int OPENING = 2;

  private int served;
  private int left;

  @Test
  @Tag("S4")
  void everyOwnerWhoseCallersKeepAsking_isServedInTurn() {
    long seed = Proof.seed("S4", 20261204);
    try (SeenLogs logs = new SeenLogs()) {
      Proof.holds(
          "S4",
          LongStream.range(0, Proof.size(300, 20_000)).mapToObj(i -> seed + i).toList(),
          each -> {
            try (FairHistory history = new FairHistory(each)) {
              history.play();
              holds(history);
            }
            assertThat(logs.drain()).isNotNull();
          });
    }
    System.out.printf("S4 owners served %d, left %d%n", served, left);
    assertThat(served).isPositive();
    assertThat(left).isPositive();
  }

  private void holds(FairHistory history) {
    history.failures.forEach(failure -> mayFail(history, failure));
    for (Owner owner : history.owners) {
      assertThat(owner.ended).as("the end of the wait of %s", owner).isNotNegative();
      if (owner.leaves()) {
        assertThat(owner.calledAt())
            .as("a call after all callers of %s have left", owner)
            .isLessThanOrEqualTo(owner.ended);
        left++;
      } else {
        isInTurn(history, owner);
        served++;
      }
    }
    assertThat(history.world.mostAtATime())
        .as("calls at a time")
        .isLessThanOrEqualTo(history.bound);
  }

  /** Callers fail while the server fails, and soon after, or while the owner's budget is spent. */
  private static void mayFail(FairHistory history, Failure failure) {
    boolean spent = failure.owner().kind == Kind.SPENT && failure.at() < failure.owner().ownWait;
    boolean failing = history.well > 0 && failure.at() <= history.well + SHUT;
    assertThat(failing || (spent && failure.cause() instanceof RateLimitedException))
        .as("%s fails at %d ms with %s", failure.owner(), millis(failure.at()), failure.cause())
        .isTrue();
  }

  /**
   * From when its callers wait and nothing of its own is in the way, an owner waits for the calls
   * in progress, and then for those who came before.
   */
  private static void isInTurn(FairHistory history, Owner owner) {
    if (owner.begun < 0) {
      return; // served at once
    }
    boolean sawFaults = history.well > 0 && owner.wants <= history.well + SHUT;
    long from = Math.max(owner.begun, owner.ownWait);
    long start = sawFaults ? Math.max(from, history.well + OWN_WAIT) : from;
    long before =
        history.owners.stream()
            .filter(other -> other != owner && cameBefore(other, owner))
            .filter(other -> other.leaves() ? other.calledAt() >= start : other.ended > start)
            .count();
    long rounds = before / history.bound + 2 + (isOpen(history, start) ? 0 : OPENING);
    long poll = owner.kind == Kind.LEASED_ELSEWHERE ? POLL : 0;
    assertThat(millis(owner.ended - start))
        .as("milliseconds that %s waits for %d others", owner, before)
        .isLessThanOrEqualTo(millis(poll + rounds * CALL));
  }

  /** Whether the gate has never closed, or as many calls have succeeded since as it lets pass. */
  private static boolean isOpen(FairHistory history, long time) {
    long succeeded =
        history.owners.stream()
            .filter(owner -> !owner.leaves() && owner.ended > history.well + Mood.SILENT.takes)
            .filter(owner -> owner.ended <= time)
            .count();
    return history.well == 0 || succeeded >= history.bound;
  }

  private static boolean cameBefore(Owner other, Owner owner) {
    return other.begun >= 0 && other.begun <= owner.begun;
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
