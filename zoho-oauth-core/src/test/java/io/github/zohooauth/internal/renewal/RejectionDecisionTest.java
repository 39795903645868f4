package io.github.zohooauth.internal.renewal;

import static io.github.zohooauth.internal.renewal.RenewalDecision.Action.FAIL;
import static io.github.zohooauth.internal.renewal.RenewalDecision.Action.KEEP;
import static io.github.zohooauth.internal.renewal.RenewalDecision.Action.RENEW_AND_WAIT;
import static io.github.zohooauth.internal.renewal.RenewalDecision.Action.RENEW_REJECTED;
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

/** What takes the place of a token that an API rejected, as one table. */
class RejectionDecisionTest {

  private static final Instant NOW = Scene.NOW;
  private static final DataCenter EU = DataCenter.EU;
  private static final String SAME = "1.same";
  private static final String OTHER = "1.other";
  private static final String UNSAVED = "1.unsaved";
  private static final RenewalHistory CLEAR = RenewalHistory.NONE;

  /**
   * A row: a token of an hour that was obtained so long ago is rejected, and this is decided.
   *
   * @param stored the token that the record has; null for none
   * @param storedAge how long ago the record's token was obtained
   * @param heldAge how long ago memory's token was obtained, if it is the rejected one; or null
   */
  private record Row(
      String when,
      @Nullable String stored,
      String storedAge,
      @Nullable String heldAge,
      boolean possible,
      RenewalHistory notes,
      RenewalDecision.Action action) {}

  static Stream<Row> table() {
    return Stream.of(
        // The record has the rejected token.
        same("in its first minute", "59.999s", CLEAR, KEEP),
        same("a minute old", "60s", CLEAR, RENEW_REJECTED),
        same("obtained a little ahead", "-5s", CLEAR, KEEP),
        same("obtained far ahead", "-5m", CLEAR, RENEW_AND_WAIT),
        same("due for renewal", "58m", CLEAR, RENEW_AND_WAIT),
        same("expired", "60m", CLEAR, RENEW_AND_WAIT),
        same("replaced of late", "30m", CLEAR.withRejectedRenewal(ago("9m59s")), KEEP),
        same(
            "replaced ten minutes ago",
            "30m",
            CLEAR.withRejectedRenewal(ago("10m")),
            RENEW_REJECTED),
        same("replaced a little ahead", "30m", CLEAR.withRejectedRenewal(ago("-1m")), KEEP),
        same("replaced far ahead", "30m", CLEAR.withRejectedRenewal(ago("-11m")), RENEW_REJECTED),
        same(
            "due, and replaced of late",
            "58m",
            CLEAR.withRejectedRenewal(ago("1m")),
            RENEW_AND_WAIT),
        same("waiting", "30m", CLEAR.waiting(ago("-5m"), "a wait"), KEEP),
        same("refused", "30m", CLEAR.refusing("1.refresh", EU), KEEP),
        same("after a failure", "30m", CLEAR.failing(ago("-30s"), "it failed", true), KEEP),
        same("without budget", "30m", CLEAR.with(calls(8)), KEEP),
        same("with budget", "30m", CLEAR.with(calls(7)), RENEW_REJECTED),
        new Row("not renewable", SAME, "30m", "30m", false, CLEAR, KEEP),
        // The record has another one, or none.
        new Row("a later one", OTHER, "1m", "30m", true, CLEAR, SERVE),
        new Row("a later one, unknown", OTHER, "1m", null, true, CLEAR, SERVE),
        new Row("a later one, due", OTHER, "59m", "59m30s", true, CLEAR, RENEW_AND_WAIT),
        new Row("a dead one, unknown", OTHER, "61m", null, true, CLEAR, RENEW_AND_WAIT),
        new Row("none, and gone", null, "0s", "30m", false, CLEAR, FAIL),
        new Row("none, and gone, young", null, "0s", "1s", false, CLEAR, FAIL),
        new Row("none, and refused", null, "0s", "30m", true, refused(), FAIL),
        // Memory is ahead of the record.
        new Row("unsaved, old", UNSAVED, "50m", "2m", true, CLEAR, RENEW_REJECTED),
        new Row("unsaved, young", UNSAVED, "50m", "10s", true, CLEAR, KEEP),
        new Row("unsaved, over a dead one", OTHER, "61m", "10s", true, CLEAR, KEEP),
        new Row(
            "unsaved, replaced",
            OTHER,
            "61m",
            "2m",
            true,
            CLEAR.withRejectedRenewal(ago("2m")),
            KEEP));
  }

  @ParameterizedTest
  @MethodSource
  void table(Row row) {
    AccessToken rejected = token(SAME, ago(row.heldAge() == null ? "30m" : row.heldAge()));
    HeldToken held = row.heldAge() == null ? null : held(rejected, ago(row.heldAge()));
    RenewalDecision decision =
        RenewalDecision.onRejection(
            rejected,
            held,
            RenewalDecisionTest.facts(stored(row), row.possible()),
            RenewalPolicy.DEFAULT);
    assertThat(decision.action()).isEqualTo(row.action());
  }

  private static @Nullable HeldToken held(AccessToken token, Instant obtainedAt) {
    StoredToken stored = StoredToken.refreshing(EU, "1.refresh").withAccessToken(token, obtainedAt);
    TokenClock clock = TokenClock.of(() -> NOW);
    return HeldToken.of(stored, EU, null, clock, RenewalPolicy.DEFAULT);
  }

  private static Row same(
      String when, String age, RenewalHistory notes, RenewalDecision.Action action) {
    return new Row(when, SAME, age, age, true, notes, action);
  }

  private static RenewalHistory refused() {
    return CLEAR.refusing("1.refresh", EU);
  }

  private static StoredToken stored(Row row) {
    StoredToken blank = row.notes().onto(StoredToken.refreshing(EU, "1.refresh"));
    if (row.stored() == null) {
      return blank;
    }
    Instant obtainedAt = ago(row.storedAge());
    return blank.withAccessToken(token(row.stored(), obtainedAt), obtainedAt);
  }

  private static AccessToken token(String value, Instant obtainedAt) {
    return new AccessToken(
        value,
        obtainedAt.plus(Duration.ofHours(1)),
        Set.of(),
        DataCenter.EU,
        URI.create(TokenAnswer.BASE));
  }

  private static List<Instant> calls(int count) {
    return Stream.generate(() -> ago("1m")).limit(count).toList();
  }

  private static Instant ago(String time) {
    return NOW.minus(Duration.parse("PT" + time));
  }
}
