package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.protocol.RateSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often codes and tokens are issued, as a {@link Reading} has it (9). Not thread-safe. */
final class Rates {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private record Parties(Account user, Registration client, @Nullable String organization) {}

  private final Reading reading;
  private final Rate accessTokens;
  private final Rate refreshTokens;
  private final Rate codes;

  Rates(Reading reading) {
    this.reading = reading;
    this.accessTokens = accessTokens(reading);
    this.refreshTokens =
        switch (reading.get(RateSwitch.RefreshTokens.class)) {
          case FIVE -> Rate.of(5, MINUTE);
          case NOT_LIMITED -> Rate.UNLIMITED;
        };
    this.codes =
        switch (reading.get(RateSwitch.Codes.class)) {
          case TEN_PER_USER, TEN_PER_CLIENT -> Rate.of(10, TEN_MINUTES);
          case FOUR_A_MINUTE_OR_TEN_MINUTES_NONE -> Rate.of(4, MINUTE).withPenalty(TEN_MINUTES);
          case NOT_LIMITED -> Rate.UNLIMITED;
        };
  }

  private static Rate accessTokens(Reading reading) {
    if (reading.is(RateSwitch.AccessTokens.NOT_LIMITED)) {
      return Rate.UNLIMITED;
    }
    Rate ten = Rate.of(10, TEN_MINUTES);
    return reading.is(RateSwitch.AskedTooEarly.PROLONGS) ? ten.withPenalty(TEN_MINUTES) : ten;
  }

  boolean admitAccessToken(Grant grant, @Nullable String refreshToken, Instant now) {
    Object whose =
        refreshToken == null
            ? new Parties(grant.user(), grant.client(), grant.organization())
            : refreshToken;
    return accessTokens.admits(whose, now);
  }

  boolean admitRefreshToken(Grant grant, Instant now) {
    return refreshTokens.admits(new Parties(grant.user(), grant.client(), null), now);
  }

  boolean admitCode(Grant grant, Instant now) {
    boolean perClient = reading.is(RateSwitch.Codes.TEN_PER_CLIENT);
    return codes.admits(perClient ? grant.client() : grant.user(), now);
  }
}
