package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A record as another clock would have written it. */
class StoredTokenShiftTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static StoredToken at(Instant now) {
    AccessToken token =
        new AccessToken(
            "1.a",
            now.plus(HOUR),
            Set.of("A.b"),
            DataCenter.EU,
            URI.create("https://www.zohoapis.eu"));
    RenewalHistory notes =
        RenewalHistory.NONE.with(List.of(now)).withRejectedRenewal(now.plusSeconds(1));
    return notes
        .waiting(now.plusSeconds(9), "why")
        .failing(now.plusSeconds(7), "why", false)
        .onto(
            StoredToken.refreshing(DataCenter.EU, "1.r")
                .withAccessToken(token, now)
                .withDetail("note", "kept"));
  }

  @Test
  void shiftedBy_movesEveryInstant_andNothingElse() {
    assertThat(at(NOON).shiftedBy(HOUR)).isEqualTo(at(NOON.plus(HOUR)));
    assertThat(at(NOON).shiftedBy(HOUR.negated())).isEqualTo(at(NOON.minus(HOUR)));
    assertThat(at(NOON).shiftedBy(Duration.ZERO)).isEqualTo(at(NOON));
  }

  @Test
  void shiftedBy_ofRecordWithoutInstants_isTheSame() {
    StoredToken bare = StoredToken.refreshing(DataCenter.EU, "1.r");
    assertThat(bare.shiftedBy(HOUR)).isEqualTo(bare);
  }

  @Test
  void shiftedBy_pastTheEndsOfTime_stopsThere() {
    StoredToken old = at(Instant.EPOCH.plusSeconds(1)).shiftedBy(HOUR.negated());
    assertThat(old.obtainedAt()).isEqualTo(Instant.EPOCH);
    Instant last = Instant.ofEpochMilli(Long.MAX_VALUE / 2);
    StoredToken.Issued late = at(last.minus(HOUR)).shiftedBy(HOUR).accessToken();
    assertThat(Objects.requireNonNull(late).expiresAt()).isEqualTo(last);
  }

  @Test
  void shiftedBy_survivesTheTextForm() {
    StoredToken shifted = at(NOON).shiftedBy(HOUR);
    TokenKey key = new TokenKey("1000.A", TokenOwner.unnamed());
    String text = TokenCodec.plain().encode(key, shifted);
    assertThat(TokenCodec.plain().decode(key, text)).isEqualTo(shifted);
  }
}
