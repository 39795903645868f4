package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.internal.text.Randoms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The enhance tokens, each good once for one refresh token (2.8, 9). Thread-safe. */
public final class Enhancements {
  public static final Duration LIFE = Duration.ofMinutes(10);

  private record Enhancement(String refreshToken, Instant expiresAt) {}

  private final InstantSource clock;
  private final Map<String, Enhancement> enhancements = new ConcurrentHashMap<>();

  Enhancements(InstantSource clock) {
    this.clock = clock;
  }

  public String begin(String refreshToken) {
    String token = Randoms.token();
    enhancements.put(token, new Enhancement(refreshToken, clock.instant().plus(LIFE)));
    return token;
  }

  /** Returns the refresh token behind an enhance token; empty if it is used up or late. */
  public Optional<String> refreshToken(String enhanceToken) {
    return Optional.ofNullable(enhancements.get(enhanceToken))
        .filter(live -> clock.instant().isBefore(live.expiresAt()))
        .map(Enhancement::refreshToken);
  }

  public void end(String enhanceToken) {
    enhancements.remove(enhanceToken);
  }
}
