package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.renewal.RenewalDecision.Action.FAIL;
import static io.github.zohooauth.internal.renewal.RenewalDecision.Action.PAUSE;
import static io.github.zohooauth.internal.renewal.RenewalDecision.Action.RENEW_AND_WAIT;
import static io.github.zohooauth.internal.renewal.RenewalDecision.Action.RENEW_IN_BACKGROUND;
import static io.github.zohooauth.internal.renewal.RenewalDecision.Action.SERVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.internal.runtime.TokenClock;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.testkit.TokenAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a token is served, renewed or given up, as one table. */
class RenewalDecisionTest {

  private static final Instant NOW = Scene.NOW;
  private static final DataCenter EU = DataCenter.EU;
  private static final String REFRESH_TOKEN = "1000.refresh";
  private static final boolean POSSIBLE = true;
  private static final RenewalHistory CLEAR = RenewalHistory.NONE;
  private static final RenewalHistory REFUSED = CLEAR.refusing(REFRESH_TOKEN, EU);
  private static final RenewalHistory WAITING = CLEAR.waiting(in("5m"), "a wait");
  private static final RenewalHistory WAITED = CLEAR.waiting(in("0s"), "a wait");

  /**
   * A row: in this state, this is decided.
   *
   * @param life the token's life in all; null if there is no token
   * @param left of it
   * @param jitter by which {@code until} may be later
   */
  private record Row(
      String when,
      @Nullable String life,
      String left,
      boolean possible,
      RenewalHistory notes,
      RenewalDecision.Action action,
      @Nullable Instant until,
      Duration jitter) {

    Row(
        String when,
        @Nullable String life,
        String left,
        boolean possible,
        RenewalHistory notes,
        RenewalDecision.Action action,
        @Nullable Instant until) {
      this(when, life, left, possible, notes, action, until, Duration.ZERO);
    }

    Row orLaterBy(String most) {
      return new Row(when, life, left, possible, notes, action, until, time(most));
    }
  }

  static Stream<Row> table() {
    return Stream.of(
        // A token, and nothing in the way: the margins decide.
        row("new", "1h", "1h", CLEAR, SERVE),
        row("soft margin ahead", "1h", "301s", CLEAR, SERVE),
        row("soft margin, its end", "1h", "120s", CLEAR, RENEW_IN_BACKGROUND),
        row("hard margin ahead", "1h", "61s", CLEAR, RENEW_IN_BACKGROUND),
        row("hard margin", "1h", "60s", CLEAR, RENEW_AND_WAIT),
        row("expired", "1h", "0s", CLEAR, RENEW_AND_WAIT),
        row("long expired", "1h", "-10h", CLEAR, RENEW_AND_WAIT),
        row("no token yet", null, "0s", CLEAR, RENEW_AND_WAIT),
        // A short life has short margins: a third and a tenth of it.
        row("short, a third ahead", "60s", "21s", CLEAR, SERVE),
        row("short, the end of its soft margin", "60s", "9s", CLEAR, RENEW_IN_BACKGROUND),
        row("short, a tenth ahead", "60s", "7s", CLEAR, RENEW_IN_BACKGROUND),
        row("short, a tenth", "60s", "6s", CLEAR, RENEW_AND_WAIT),
        // Something in the way: a token is served to its end, and none is asked for.
        row("refused, alive", "1h", "1s", REFUSED, SERVE),
        row("refused, expired", "1h", "0s", REFUSED, FAIL),
        row("refused, no token", null, "0s", REFUSED, FAIL),
        row("waiting, alive", "1h", "1s", WAITING, SERVE),
        failUntil("waiting, expired", WAITING, in("5m")),
        row("wait is over", "1h", "0s", WAITED, RENEW_AND_WAIT),
        row("another token refused", "1h", "0s", CLEAR.refusing("x", EU), RENEW_AND_WAIT),
        row(
            "refused elsewhere",
            "1h",
            "0s",
            CLEAR.refusing(REFRESH_TOKEN, DataCenter.US),
            RENEW_AND_WAIT),
        // The budget: eight calls in any ten minutes.
        row("seven calls", "1h", "0s", calls(7, "1m"), RENEW_AND_WAIT),
        failUntil("eight calls", calls(8, "1m"), in("9m")).orLaterBy("1m"),
        row("eight calls, alive", "1h", "1s", calls(8, "1m"), SERVE),
        row("eight calls, eleven minutes ago", "1h", "0s", calls(8, "11m"), RENEW_AND_WAIT),
        failUntil("nine calls", calls(9, "4m"), in("6m")).orLaterBy("1m"),
        // Failures for now: a pause, and then the second half of the budget bit by bit.
        pauseUntil("failed, backing off", failing(1, "30s", calls(1, "1s")), in("30s")),
        row("failed, backing off, alive", "1h", "1s", failing(1, "30s", CLEAR), SERVE),
        row("failed, backed off", "1h", "0s", failing(1, "0s", calls(3, "1m")), RENEW_AND_WAIT),
        pauseUntil("half the budget failed", failing(4, "0s", calls(4, "1m")), in("90s"))
            .orLaterBy("15s"),
        row(
            "half the budget, long ago",
            "1h",
            "0s",
            failing(4, "0s", calls(4, "165s")),
            RENEW_AND_WAIT),
        row("half the budget, no failure", "1h", "0s", calls(4, "1m"), RENEW_AND_WAIT),
        // A clock that was wrong.
        row("wait from far ahead", "1h", "0s", CLEAR.waiting(in("67m"), "a wait"), RENEW_AND_WAIT),
        row("backoff from far ahead", "1h", "0s", failing(1, "61s", CLEAR), RENEW_AND_WAIT),
        row("calls from far ahead", "1h", "0s", calls(8, "-12m"), RENEW_AND_WAIT),
        row("obtained a little ahead", "1h", "61m", CLEAR, SERVE),
        row("obtained far ahead", "1h", "62m", CLEAR, RENEW_AND_WAIT),
        // Nothing to renew with: no margin, a token is served to its end.
        new Row("impossible, soft margin", "1h", "120s", !POSSIBLE, CLEAR, SERVE, null),
        new Row("impossible, hard margin", "1h", "60s", !POSSIBLE, CLEAR, SERVE, null),
        new Row("impossible, alive", "1h", "1s", !POSSIBLE, CLEAR, SERVE, null),
        new Row("impossible, expired", "1h", "0s", !POSSIBLE, CLEAR, FAIL, null),
        new Row("nothing stored", null, "0s", !POSSIBLE, CLEAR, FAIL, null));
  }

  @ParameterizedTest
  @MethodSource
  void table(Row row) {
    RenewalDecision decision =
        RenewalDecision.of(facts(stored(row), row.possible()), RenewalPolicy.DEFAULT);
    assertThat(decision.action()).isEqualTo(row.action());
    if (row.until() == null) {
      assertThat(decision.until()).isNull();
    } else {
      assertThat(decision.until()).isBetween(row.until(), row.until().plus(row.jitter()));
    }
    assertThat(decision.why() != null).isEqualTo(row.action() == FAIL || row.action() == PAUSE);
  }

  /** The facts of a client that has just been made. */
  static RenewalDecision.Facts facts(StoredToken stored, boolean possible) {
    TokenClock clock = TokenClock.of(() -> NOW);
    HeldToken token = HeldToken.of(stored, EU, null, clock, RenewalPolicy.DEFAULT);
    return new RenewalDecision.Facts(stored, token, EU, possible, NOW, clock.elapsed(), null);
  }

  private static Row row(
      String when,
      @Nullable String life,
      String left,
      RenewalHistory notes,
      RenewalDecision.Action action) {
    return new Row(when, life, left, POSSIBLE, notes, action, null);
  }

  private static Row failUntil(String when, RenewalHistory notes, Instant until) {
    return new Row(when, "1h", "0s", POSSIBLE, notes, FAIL, until);
  }

  private static Row pauseUntil(String when, RenewalHistory notes, Instant until) {
    return new Row(when, "1h", "0s", POSSIBLE, notes, PAUSE, until);
  }

  /** After that many failures in a row, the last of which asked for this pause. */
  private static RenewalHistory failing(int failures, String pause, RenewalHistory notes) {
    return new RenewalHistory(notes.calls(), in(pause), "it failed", failures, 0, null, null);
  }

  private static StoredToken stored(Row row) {
    StoredToken blank = row.notes().onto(StoredToken.refreshing(EU, REFRESH_TOKEN));
    if (row.life() == null) {
      return blank;
    }
    Instant expiresAt = in(row.left());
    AccessToken token =
        new AccessToken(
            "1000.access", expiresAt, Set.of(), DataCenter.EU, URI.create(TokenAnswer.BASE));
    return blank.withAccessToken(token, expiresAt.minus(time(row.life())));
  }

  /** That many calls, all that long ago. */
  private static RenewalHistory calls(int count, String ago) {
    List<Instant> times = Stream.generate(() -> NOW.minus(time(ago))).limit(count).toList();
    return new RenewalHistory(times, null, null, 0, 0, null, null);
  }

  private static Instant in(String time) {
    return NOW.plus(time(time));
  }

  private static Duration time(String text) {
    return Duration.parse("PT" + text);
  }
}
