package io.github.zohooauth.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of an official SDK's file or table, by the names of its columns.
 *
 * @param ofOlderSdk whether its columns have the names of the SDK before version 2
 */
record SdkRow(int number, Map<String, String> columns, boolean ofOlderSdk) {

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

  /** The names of the older SDK, which had no column for the client ID. */
  private static final Map<String, String> OLDER =
      Map.of(
          "user_mail", "useridentifier",
          "refresh_token", "refreshtoken",
          "access_token", "accesstoken",
          "expiry_time", "expirytime");

  /** What 5.0 to 8.0 write as the user's name if they ask Zoho for it. */
  private static final Pattern USER_OF_ORGANIZATION =
      Pattern.compile("(.+@.+):([0-9]{1,32})", Pattern.DOTALL);

  /** An id of the versions that added a row with each consent; its end is the token's. */
  private static final Pattern ID_WITH_TAIL = Pattern.compile("([a-z]+_.*_).{4}", Pattern.DOTALL);

  /** A UUID's length; tokens are longer. */
  private static final int LONGEST_ID = 36;

  /** What the SDK took for a token's life, whatever Zoho said. */
  private static final Duration LIFE = Duration.ofHours(1);

  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  /** Blank columns are absent, and so are those into which the SDK wrote the word null. */
  static SdkRow of(int number, Map<String, String> row) {
    Map<String, String> columns = new HashMap<>();
    boolean older = false;
    for (String name : KNOWN) {
      String olderName = OLDER.get(name);
      String value = row.get(name);
      if (value == null && olderName != null && row.containsKey(olderName)) {
        value = row.get(olderName);
        older = true;
      }
      if (value != null && !value.isBlank() && !value.equals("null")) {
        columns.put(name, value);
      }
    }
    return new SdkRow(number, Map.copyOf(columns), older);
  }

  @Nullable String column(String name) {
    return columns.get(name);
  }

  private @Nullable String user() {
    String name = columns.get("user_name");
    return name != null ? name : columns.get("user_mail");
  }

  /** Whether nothing of it could be read, so that no filter can choose it. */
  boolean isDamaged() {
    return columns.isEmpty();
  }

  /** Whether the SDK kept one row for this user name, and wrote each new token into it. */
  boolean isOneOfItsUser() {
    String id = columns.getOrDefault("id", "");
    return columns.containsKey("user_name") && !ID_WITH_TAIL.matcher(id).matches();
  }

  /** Returns why the row cannot be imported; empty if it can. */
  Optional<String> refusal() {
    String refreshToken = column("refresh_token");
    String user = user();
    if (isDamaged()) {
      return Optional.of("it, or what precedes it, is damaged, or no version of the SDK wrote it");
    }
    if (refreshToken == null) {
      return Optional.of(
          columns.containsKey("grant_token")
              ? "no refresh token, only an authorization code, which is used up: authorize again"
              : "no refresh token: authorize again");
    }
    if (ofOlderSdk && column("client_id") == null) {
      return Optional.of(
          "the older SDK wrote it, which stored no client ID: pass the row to SdkTokens.of(...)"
              + " with a client_id");
    }
    try {
      Require.clientId(column("client_id"));
    } catch (IllegalArgumentException e) {
      return Optional.of("the client ID is missing or malformed");
    }
    if (user != null && !UTF_8.newEncoder().canEncode(user)) {
      return Optional.of("user: half a surrogate pair");
    }
    return Require.isToken(refreshToken)
        ? Optional.empty()
        : Optional.of("the refresh token has a character that no token has: authorize again");
  }

  SdkTokens.Row named(SdkPlace place) {
    String user = user();
    Matcher parts = USER_OF_ORGANIZATION.matcher(user == null ? "" : user);
    boolean both = parts.matches();
    return new SdkTokens.Row(
        number,
        column("id"),
        both ? parts.group(1) : user,
        both ? parts.group(2) : null,
        columns.getOrDefault("client_id", ""),
        place.dataCenter(),
        place.environment());
  }

  SdkTokens.Skipped skipped(String why) {
    return new SdkTokens.Skipped(number, column("id"), user(), why);
  }

  /** When the access token expires; the epoch if the row does not tell in milliseconds. */
  Instant expiry() {
    String millis = columns.getOrDefault("expiry_time", "");
    return Instant.ofEpochMilli(millis.matches("[0-9]{1,14}") ? Long.parseLong(millis) : 0);
  }

  /** The refresh token, and the access token if it is alive and the row tells its host. */
  StoredToken token(DataCenter dataCenter, @Nullable URI apiDomain, Instant now) {
    StoredToken token =
        StoredToken.refreshing(dataCenter, columns.getOrDefault("refresh_token", ""));
    String value = column("access_token");
    boolean alive = expiry().isAfter(now) && !expiry().isAfter(now.plus(LONGEST_LIFE));
    if (value == null || !Require.isToken(value) || !alive || apiDomain == null) {
      return token;
    }
    AccessToken access = new AccessToken(value, expiry(), Set.of(), dataCenter, apiDomain);
    Instant obtainedAt = expiry().minus(LIFE);
    return token.withAccessToken(access, obtainedAt.isBefore(now) ? obtainedAt : now);
  }

  /** An id on one line, without the end of a refresh token; "..." if it may be a whole token. */
  static String shownId(@Nullable String id) {
    if (id != null && id.length() > LONGEST_ID) {
      return "...";
    }
    Matcher parts = ID_WITH_TAIL.matcher(id == null ? "" : id);
    return shown(parts.matches() ? parts.group(1) + "..." : id);
  }

  /** A text of the row on one line, because a user may have chosen it. */
  static String shown(@Nullable String text) {
    return String.valueOf(text).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }

  /** Returns the number alone. */
  @Override
  public String toString() {
    return "SdkRow[" + number + "]";
  }
}
