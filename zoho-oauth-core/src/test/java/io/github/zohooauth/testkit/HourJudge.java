package io.github.zohooauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.RateLimitedException;
import io.github.zohooauth.TemporaryFailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether what became of a call, and of each token call, is right. */
public final class HourJudge {

  private static final Duration NOTICED = Duration.ofSeconds(1);
  private static final Duration LIFE = Duration.ofHours(1);

  /** The longest pause between two looks at the store while another client renews. */
  private static final Duration POLL = Duration.ofMillis(150);

  private static final Duration PATIENCE = Duration.ofSeconds(28);

  /** The spacing of 150 s and the window of ten minutes, each with its tenth of jitter. */
  private static final Duration SPACING = Duration.ofSeconds(165);

  private static final Duration WINDOW = Duration.ofMinutes(11);

  /** The longest pause of a closed gate, from the end of a call that failed to the next probe. */
  private static final Duration GATE = Duration.ofSeconds(15);

  private static final String OF_A_GATE = "has been failing since";

  private final FaultPlan plan;
  private final TokenCallLog traffic;

  public HourJudge(FaultPlan plan, TokenCallLog traffic) {
    this.plan = plan;
    this.traffic = traffic;
  }

  /**
   * A token is one that Zoho accepts, but where another client's record made believe so; a failure
   * has to be.
   */
  public void judge(CallerRecord call) {
    Throwable failure = call.failure();
    if (failure == null) {
      boolean upset = plan.wasUpset(call.endedAt().minus(NOTICED), call.endedAt());
      assertThat(call.good() || call.believed() || upset).as("Zoho accepts the token").isTrue();
      return;
    }
    assertThat(failure)
        .isInstanceOfAny(TemporaryFailureException.class, RateLimitedException.class);
    boolean upset = plan.wasUpset(call.endedAt().minus(LIFE), call.endedAt());
    assertThat(call.good() && !upset).as("the client held a token that Zoho accepts").isFalse();
    List<SentCallRecord> known =
        traffic.of(call.owner()).stream()
            .filter(sent -> sent.number < call.ended() && !isUnseen(sent, call))
            .toList();
    assertThat(known)
        .as("token calls within the call")
        .noneMatch(
            sent -> sent.isGood() && sent.number > call.begun() && sent.overNumber < call.ended());
    if (isOfAGate(call)) {
      judgeGate(call, upset);
      return;
    }
    int good = 0;
    for (int i = 0; i < known.size(); i++) {
      good = known.get(i).isGood() && known.get(i).overNumber < call.ended() ? i + 1 : good;
    }
    List<SentCallRecord> since = known.subList(good, known.size());
    assertThat(since.isEmpty() && !upset).as("nothing that failed").isFalse();
    if (!upset) {
      judgeDiligence(call, since);
    }
  }

  /** Whether another client has got this token since the last look at the store. */
  private static boolean isUnseen(SentCallRecord sent, CallerRecord call) {
    return sent.isGood()
        && sent.client != call.client()
        && sent.overAt.isAfter(call.endedAt().minus(POLL));
  }

  /** Whether the gate of the accounts server has refused the call's renewal. */
  public static boolean isOfAGate(CallerRecord call) {
    Throwable failure = call.failure();
    return failure != null && String.valueOf(failure.getMessage()).contains(OF_A_GATE);
  }

  /**
   * The gate of this client may be closed: its latest token call that has ended failed, and that is
   * less than the longest pause ago, or the next call is in progress.
   */
  private void judgeGate(CallerRecord call, boolean upset) {
    SentCallRecord last = null;
    boolean probing = false;
    for (SentCallRecord sent : traffic.of(call.client())) {
      boolean over = sent.overNumber < call.ended();
      probing |= !over && sent.number < call.ended();
      boolean isLater = last == null || sent.overNumber > last.overNumber;
      boolean isOfThisMoment = sent.isAnswered && !sent.overAt.isBefore(call.endedAt());
      last = over && isLater && !isOfThisMoment ? sent : last;
    }
    assertThat(last).as("a call of this client that has ended").isNotNull();
    assertThat(last.isAnswered).as("the gate is closed after " + last).isFalse();
    if (!probing && !upset) {
      assertThat(Duration.between(last.overAt, call.endedAt()))
          .as("the gate is closed after " + last)
          .isLessThanOrEqualTo(GATE);
    }
  }

  /** Zoho was asked often enough, and of late, unless it asked for a pause. */
  private void judgeDiligence(CallerRecord call, List<SentCallRecord> since) {
    SentCallRecord last = since.get(since.size() - 1);
    Instant lastAt = last.overNumber < call.ended() ? last.overAt : call.endedAt();
    Duration idle = Duration.between(lastAt, call.endedAt());
    long recent =
        traffic.of(call.owner()).stream()
            .filter(sent -> sent.at.isAfter(call.endedAt().minus(WINDOW)))
            .filter(sent -> sent.number < call.ended())
            .count();
    boolean budgetIsSpent = recent >= 7;
    Duration asked = last.planted.asksToWait();
    if (!asked.isZero()) {
      assertThat(idle)
          .as("idle after " + last)
          .isLessThanOrEqualTo(budgetIsSpent ? WINDOW : asked.plus(asked.dividedBy(10)));
      return;
    }
    Duration tried = Duration.between(since.get(0).at, call.endedAt());
    assertThat(since.size() >= 3 || tried.compareTo(PATIENCE) >= 0)
        .as("tried %d times in %s", since.size(), tried)
        .isTrue();
    assertThat(idle).as("idle after " + last).isLessThanOrEqualTo(budgetIsSpent ? WINDOW : SPACING);
  }

  /** An owner's token call is the only one at its time, and none that Zoho asked not to make. */
  public void judge(SentCallRecord call) {
    assertThat(call.alone).as("the owner's only token call").isTrue();
    assertThat(traffic.of(call.owner))
        .as("token calls that this one should have waited for")
        .noneMatch(
            earlier ->
                earlier.overNumber < call.number
                    && call.at.isBefore(earlier.overAt.plus(earlier.planted.asksToWait()))
                    && !plan.wasUpset(earlier.at, call.at));
  }
}
