package io.github.zohooauth.internal.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.BusyHoursScenario;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.testkit.CallerRecord;
import io.github.zohooauth.testkit.HourJudge;
import io.github.zohooauth.testkit.SeenLogs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hours of virtual time with all that can go wrong, against a Zoho that keeps to its limits. */
class HourProofTest {

  /**
   * How much is played.
   *
   * @param meanPause of each of 200 threads between two calls, in seconds
   * @param upset whether the machine's clock is set, and the machine sleeps, at times
   */
  private record Hours(int count, int meanPause, boolean upset) {}

  @Test
  @Tag("L3")
  void call_failsOnlyIfNothingElseIsLeft() throws Exception {
    play(Proof.isFull() ? new Hours(1, 2, false) : new Hours(1, 120, false));
    if (Proof.isFull()) {
      play(new Hours(24, 30, false));
    }
  }

  @Test
  @Tag("L3")
  void call_failsOnlyIfNothingElseIsLeft_alsoByClocksThatJump() throws Exception {
    play(Proof.isFull() ? new Hours(24, 30, true) : new Hours(1, 120, true));
  }

  private static void play(Hours hours) throws Exception {
    long seed = Proof.seed("L3", 20260320);
    try (SeenLogs logs = new SeenLogs();
        BusyHoursScenario busy = new BusyHoursScenario(seed, hours.count(), hours.upset())) {
      List<CallerRecord> asked = busy.play(hours.count(), hours.meanPause());
      HourJudge judge = new HourJudge(busy.plan(), busy.traffic());
      List<Case> cases = new ArrayList<>();
      asked.forEach(call -> cases.add(new Case(call, () -> judge.judge(call))));
      busy.traffic().all().forEach(sent -> cases.add(new Case(sent, () -> judge.judge(sent))));
      cases.add(new Case("Access Denied by Zoho's own limits", busy::requireWithinLimits));
      cases.add(new Case("pauses between tries", busy.traffic()::requirePauses));
      long refused = asked.stream().filter(HourJudge::isOfAGate).count();
      System.out.printf("L3 refused by a closed gate: %d%n", refused);
      Proof.holds("L3", cases, each -> each.check().run());
      assertThat(logs.drain()).isNotEmpty();
    }
  }

  private record Case(Object what, Runnable check) {

    @Override
    public String toString() {
      return what.toString();
    }
  }
}
