package io.github.zohooauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of an official SDK's file or table, by the names of its columns. */
record SdkRow(int number, Map<String, String> columns) {

  /** All that is read; the client secret is not. */
  private static final List<String> KNOWN =
      List.of(
          "id",
          "user_name",
          "user_mail",
          "client_id",
          "refresh_token",
          "access_token",
          "grant_token",
          "expiry_time",
          "api_domain");

  /** What the SDK took for a token's life, whatever Zoho said. */
  private static final Duration LIFE = Duration.ofHours(1);

  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  /** Empty columns are absent, and so are those into which the SDK wrote the word null. */
  static SdkRow of(int number, Map<String, String> row) {
    Map<String, String> columns = new HashMap<>();
    for (String name : KNOWN) {
      String value = row.get(name);
      if (value != null && !value.isEmpty() && !value.equals("null")) {
        columns.put(name, value);
      }
    }
    return new SdkRow(number, Map.copyOf(columns));
  }

  @Nullable String column(String name) {
    return columns.get(name);
  }

  private @Nullable String user() {
    String name = columns.get("user_name");
    return name != null ? name : columns.get("user_mail");
  }

  /** Returns why the row cannot be imported; empty if it can. */
  Optional<String> refusal() {
    if (columns.isEmpty()) {
      return Optional.of("it is damaged, or no version of the SDK wrote it");
    }
    String refreshToken = column("refresh_token");
    String user = user();
    try {
      Require.clientId(column("client_id"));
    } catch (IllegalArgumentException e) {
      return Optional.of("the client ID is missing or malformed");
    }
    if (user != null && !UTF_8.newEncoder().canEncode(user)) {
      return Optional.of("user: half a surrogate pair");
    }
    if (refreshToken == null) {
      return Optional.of(
          columns.containsKey("grant_token")
              ? "no refresh token, only an authorization code, which is used up: authorize again"
              : "no refresh token: authorize again");
    }
    return Require.isToken(refreshToken)
        ? Optional.empty()
        : Optional.of("the refresh token has a character that no token has: authorize again");
  }

  SdkTokens.Row named(SdkPlace place) {
    return new SdkTokens.Row(
        number,
        column("id"),
        user(),
        columns.getOrDefault("client_id", ""),
        place.dataCenter(),
        place.environment());
  }

  SdkTokens.Skipped skipped(String why) {
    return new SdkTokens.Skipped(number, user(), why);
  }

  /** When the access token expires; the epoch if the row does not tell in milliseconds. */
  Instant expiry() {
    String millis = columns.getOrDefault("expiry_time", "");
    return Instant.ofEpochMilli(millis.matches("[0-9]{1,14}") ? Long.parseLong(millis) : 0);
  }

  /** The refresh token, and the access token if it is alive. */
  StoredToken token(SdkPlace place, Instant now) {
    StoredToken token =
        StoredToken.refreshing(place.dataCenter(), columns.getOrDefault("refresh_token", ""));
    String value = column("access_token");
    boolean alive = expiry().isAfter(now) && !expiry().isAfter(now.plus(LONGEST_LIFE));
    URI apiDomain = place.apiDomain();
    if (value == null || !Require.isToken(value) || !alive || apiDomain == null) {
      return token;
    }
    AccessToken access = new AccessToken(value, expiry(), Set.of(), apiDomain);
    Instant obtainedAt = expiry().minus(LIFE);
    return token.withAccessToken(access, obtainedAt.isBefore(now) ? obtainedAt : now);
  }

  /** Returns the number alone. */
  @Override
  public String toString() {
    return "SdkRow[" + number + "]";
  }
}
