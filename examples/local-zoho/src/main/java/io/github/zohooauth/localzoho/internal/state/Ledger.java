package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.internal.text.Randoms;
import io.github.zohooauth.localzoho.protocol.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every client, code and token of all data centers. Thread-safe; in memory, so no call waits. */
public final class Ledger {
  private record LiveCode(Code code, Instant expiresAt) {}

  private final InstantSource clock;
  private final Limits limits;
  private final Rates rates;
  private final Map<String, Registration> clients = new HashMap<>();
  private final Map<String, LiveCode> codes = new HashMap<>();
  private final Map<String, Grant> refreshTokens = new HashMap<>();
  private final Map<String, LiveToken> accessTokens = new HashMap<>();
  private Duration accessTokenLife = Duration.ofHours(1);
  private int turnedAway;

  Ledger(Reading reading, InstantSource clock) {
    this.clock = clock;
    this.limits = new Limits(reading);
    this.rates = new Rates(reading);
  }

  public synchronized Duration accessTokenLife() {
    return accessTokenLife;
  }

  public synchronized void accessTokenLife(Duration life) {
    accessTokenLife = life;
  }

  public synchronized void register(Registration client) {
    clients.put(client.id(), client);
  }

  public synchronized Optional<Registration> client(String id) {
    return Optional.ofNullable(clients.get(id));
  }

  /** Issues a code, unless there were too many of late (9). */
  public synchronized String issueCode(Code code, Duration life) {
    require(rates.admitCode(code.grant(), clock.instant()));
    String value = Randoms.token();
    codes.put(value, new LiveCode(code, clock.instant().plus(life)));
    return value;
  }

  /** Uses up a code; empty if it is used, late, another client's or of another data center. */
  public synchronized Optional<Code> redeem(String value, Registration client, String location) {
    LiveCode live = codes.get(value);
    if (live == null
        || !live.code().grant().client().equals(client)
        || !live.code().grant().location().equals(location)
        || !clock.instant().isBefore(live.expiresAt())) {
      return Optional.empty();
    }
    codes.remove(value);
    return Optional.of(live.code());
  }

  /** Issues a refresh token; the oldest of this user and client may end for it (9). */
  public synchronized String issueRefreshToken(Grant grant) {
    require(rates.admitRefreshToken(grant, clock.instant()));
    require(limits.admitRefreshToken(grant, refreshTokens::containsKey));
    String token = Randoms.token();
    limits
        .addRefreshToken(grant, token, refreshTokens::containsKey)
        .forEach(this::revokeRefreshToken);
    refreshTokens.put(token, grant);
    return token;
  }

  /** Issues an access token; the oldest made from the same refresh token may end for it (9). */
  public synchronized String issueAccessToken(Grant grant, @Nullable String refreshToken) {
    require(rates.admitAccessToken(grant, refreshToken, clock.instant()));
    String token = Randoms.token();
    if (refreshToken != null) {
      limits.addAccessToken(refreshToken, token, this::lives).forEach(this::revokeAccessToken);
    }
    Instant expiresAt = clock.instant().plus(accessTokenLife);
    accessTokens.put(token, new LiveToken(grant, refreshToken, expiresAt));
    return token;
  }

  public synchronized Optional<Grant> refreshToken(String token) {
    return Optional.ofNullable(refreshTokens.get(token));
  }

  /** Gives a refresh token, and the access tokens made from it, more scopes (2.8). */
  public synchronized void widen(String refreshToken, List<String> scopes) {
    refreshTokens.computeIfPresent(refreshToken, (token, grant) -> grant.widenedBy(scopes));
    accessTokens.replaceAll(
        (token, live) ->
            refreshToken.equals(live.refreshToken())
                ? new LiveToken(live.grant().widenedBy(scopes), refreshToken, live.expiresAt())
                : live);
  }

  /** Returns what stands behind an access token, also after its hour. */
  public synchronized Optional<LiveToken> accessToken(String token) {
    return Optional.ofNullable(accessTokens.get(token));
  }

  /** Ends a refresh token and the access tokens made from it. */
  public synchronized boolean revokeRefreshToken(String token) {
    accessTokens.values().removeIf(live -> token.equals(live.refreshToken()));
    return refreshTokens.remove(token) != null;
  }

  public synchronized boolean revokeAccessToken(String token) {
    return accessTokens.remove(token) != null;
  }

  /** Returns whether an access token is within its hour, and was neither revoked nor superseded. */
  public synchronized boolean lives(String accessToken) {
    return accessToken(accessToken).filter(token -> !expired(token)).isPresent();
  }

  /** Returns how often these limits were met. */
  public synchronized int turnedAway() {
    return turnedAway;
  }

  private void require(boolean admitted) {
    if (!admitted) {
      turnedAway++;
      throw new Refused(TokenError.TOO_MANY_REQUESTS);
    }
  }

  boolean expired(LiveToken token) {
    return !clock.instant().isBefore(token.expiresAt());
  }
}
