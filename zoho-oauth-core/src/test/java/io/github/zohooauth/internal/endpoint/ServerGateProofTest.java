package io.github.zohooauth.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.internal.endpoint.GateHistory.Played;
import io.github.zohooauth.internal.endpoint.VirtualServers.Mood;
import io.github.zohooauth.internal.endpoint.VirtualServers.Sent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An accounts server fails and comes back, while another one works all the time. */
class ServerGateProofTest {

  /** One, two, four, ... and thirty-two calls at a time, and then the others. */
  private static final long LONGEST_OPENING = 7 * Mood.WELL.takes;

  private final Map<Mood, Integer> refused = new EnumMap<>(Mood.class);
  private int saved;

  @Test
  @Tag("S2")
  void gate_costsNoCall_andIsOpenOnceTheServerIsWell() {
    long seed = Proof.seed("S2", 20261130);
    List<GateHistory> histories =
        LongStream.range(0, Proof.size(500, 10_000))
            .mapToObj(i -> new GateHistory(seed + i))
            .toList();
    Proof.holds("S2", histories, this::holds);
    System.out.printf("S2 refused %s, calls saved %d%n", refused, saved);
    for (Mood outage : GateHistory.OUTAGES) {
      assertThat(refused.get(outage)).as("refused during %s", outage).isPositive();
    }
    assertThat(saved).isPositive();
  }

  private void holds(GateHistory history) {
    Played gated = history.play(true);
    Played free = history.play(false);
    requireNoCallMore(gated.at(GateHistory.DYING), free.at(GateHistory.DYING));
    requireOneAtATime(history, gated);
    requireOpen(history, gated);
    requireUntouched(history, gated);
    assertThat(gated.mostAtATime()).as("calls at a time").isLessThanOrEqualTo(history.bound);
    assertThat(gated.served()).as("owners served").hasSize(history.owners());
    refused.merge(history.outage.mood(), gated.refused().size(), Integer::sum);
    saved += free.sent().size() - gated.sent().size();
  }

  /** Up to any moment, no more calls were sent than without the gate. */
  private static void requireNoCallMore(List<Sent> gated, List<Sent> free) {
    assertThat(gated.size()).as("calls").isLessThanOrEqualTo(free.size());
    for (int i = 0; i < gated.size(); i++) {
      assertThat(gated.get(i).at()).as("call %d", i).isGreaterThanOrEqualTo(free.get(i).at());
    }
  }

  /** From the first refusal to the first success, each call is a probe. */
  private static void requireOneAtATime(GateHistory history, Played gated) {
    long end = 0;
    for (Sent call : gated.at(GateHistory.DYING)) {
      boolean closed = !gated.refused().isEmpty() && call.at() > gated.refused().get(0);
      if (closed && call.at() < history.outage.to()) {
        assertThat(call.at()).as("a probe beside another").isGreaterThanOrEqualTo(end);
        end = call.end();
      }
    }
  }

  /**
   * A call that fails and its repeat, the longest pause of a probe, and the answer to the probe
   * after it.
   */
  private static long longestShut(Mood outage) {
    long failure = Math.min(2 * outage.takes, Mood.SILENT.takes);
    return failure + 15 * VirtualServers.SECOND + Mood.WELL.takes;
  }

  /** After the first success no call is refused, and that success does not take long. */
  private static void requireOpen(GateHistory history, Played gated) {
    long first =
        gated.at(GateHistory.DYING).stream()
            .filter(call -> call.at() >= history.outage.to())
            .mapToLong(Sent::end)
            .min()
            .orElse(Long.MAX_VALUE);
    for (long refusal : gated.refused()) {
      assertThat(refusal).as("a refusal after the first success").isLessThanOrEqualTo(first);
      assertThat(refusal - history.outage.to())
          .as("how long it is shut once the server is well")
          .isLessThanOrEqualTo(longestShut(history.outage.mood()));
    }
    gated
        .lastAsked()
        .forEach(
            (owner, asked) -> {
              if (asked > first && history.hasPlaces()) {
                long served = Objects.requireNonNull(gated.served().get(owner));
                assertThat(served - asked)
                    .as("how long owner %d waits after the first success", owner)
                    .isLessThanOrEqualTo(LONGEST_OPENING);
              }
            });
  }

  /** Owners of the living data center are served as if there were no other. */
  private static void requireUntouched(GateHistory history, Played gated) {
    assertThat(gated.refusedAtLiving()).isZero();
    history
        .wantedAtLiving()
        .forEach(
            (owner, wanted) ->
                assertThat(gated.served()).containsEntry(owner, wanted + Mood.WELL.takes));
  }
}
