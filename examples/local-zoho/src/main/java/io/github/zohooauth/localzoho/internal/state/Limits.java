package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How many tokens live at once, and which of them has to go for a new one (9). Not thread-safe. */
final class Limits {
  private static final int REFRESH_TOKENS = 20;

  private record Parties(Account user, Registration client) {}

  private final Reading reading;
  private final Map<Parties, Deque<String>> refreshTokens = new HashMap<>();
  private final Map<String, Deque<String>> accessTokens = new HashMap<>();

  Limits(Reading reading) {
    this.reading = reading;
  }

  /**
   * Returns whether one more refresh token of a user and client is issued at all.
   *
   * @param lives whether one counted earlier still lives
   */
  boolean admitRefreshToken(Grant grant, Predicate<String> lives) {
    return reading.is(Switch.RefreshTokenLimit.OLDEST_DELETED)
        || living(grant, lives).size() < REFRESH_TOKENS;
  }

  /** Counts a refresh token and returns those that it supersedes, of the same user and client. */
  List<String> addRefreshToken(Grant grant, String token, Predicate<String> lives) {
    return superseded(living(grant, lives), token, REFRESH_TOKENS);
  }

  private Deque<String> living(Grant grant, Predicate<String> lives) {
    Deque<String> living =
        refreshTokens.computeIfAbsent(
            new Parties(grant.user(), grant.client()), absent -> new ArrayDeque<>());
    living.removeIf(lives.negate());
    return living;
  }

  /** Does the same for an access token and those made from the same refresh token. */
  List<String> addAccessToken(String refreshToken, String token, Predicate<String> lives) {
    Deque<String> living = accessTokens.computeIfAbsent(refreshToken, absent -> new ArrayDeque<>());
    living.removeIf(lives.negate());
    return superseded(living, token, mostAccessTokens());
  }

  private int mostAccessTokens() {
    return switch (reading.get(Switch.AccessTokenLimit.class)) {
      case TEN -> 10;
      case FIFTEEN -> 15;
      case THIRTY -> 30;
    };
  }

  private static List<String> superseded(Deque<String> living, String token, int most) {
    living.addLast(token);
    return living.size() > most ? List.of(living.removeFirst()) : List.of();
  }
}
