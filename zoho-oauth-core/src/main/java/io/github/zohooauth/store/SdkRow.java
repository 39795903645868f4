package io.github.zohooauth.store;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.Environment;
import io.github.zohooauth.internal.text.Origin;
import io.github.zohooauth.internal.text.Require;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of an official SDK's file or table, by column name.
 *
 * @param ofOlderSdk whether the columns have the names that the SDK used before version 2
 */
record SdkRow(int number, Map<String, String> columns, boolean ofOlderSdk) {

  /** The columns that are read. The client secret is not among them. */
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

  /** The column names of the older SDK, which had no column for the client ID. */
  private static final Map<String, String> OLDER =
      Map.of(
          "user_mail", "useridentifier",
          "refresh_token", "refreshtoken",
          "access_token", "accesstoken",
          "expiry_time", "expirytime");

  /** The form of the user's name if versions 5.0 to 8.0 asked Zoho for it. */
  private static final Pattern USER_OF_ORGANIZATION =
      Pattern.compile("(.+@.+):([0-9]{1,32})", Pattern.DOTALL);

  /**
   * The form of the id in versions that added a row at each consent. Its end is the end of the
   * token.
   */
  static final Pattern ID_WITH_TAIL = Pattern.compile("([a-z]+_.*_).{4}", Pattern.DOTALL);

  /** The form of the id before there was {@code api_domain}: {@code java_ada_eu_sdb_1f2e}. */
  private static final Pattern ID_WITH_PLACE =
      Pattern.compile("[a-z]+_.*_([a-z]{2})_(prd|sdb|dev)_.{4}", Pattern.DOTALL);

  private static final Map<String, Environment> ENVIRONMENTS =
      Map.of(
          "prd", Environment.PRODUCTION, "sdb", Environment.SANDBOX, "dev", Environment.DEVELOPER);

  /** The lifetime that the SDK assumes for every token, without regard to Zoho's answer. */
  private static final Duration LIFE = Duration.ofHours(1);

  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  /**
   * Reads a row. A blank column is absent, and so is a column with the word {@code null}, which the
   * SDK wrote.
   */
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

  private @Nullable String user() {
    String name = columns.get("user_name");
    return name != null ? name : columns.get("user_mail");
  }

  /** Returns whether nothing of the row could be read, so that no filter can select it. */
  boolean isDamaged() {
    return columns.isEmpty();
  }

  /** Returns whether the SDK kept one row for this user name, and wrote each new token into it. */
  boolean isOneOfItsUser() {
    String id = columns.getOrDefault("id", "");
    return columns.containsKey("user_name") && !ID_WITH_TAIL.matcher(id).matches();
  }

  /** Returns the reason why the row cannot be imported; empty if it can be. */
  Optional<String> refusal() {
    String refreshToken = columns.get("refresh_token");
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
    if (ofOlderSdk && columns.get("client_id") == null) {
      return Optional.of(
          "the older SDK wrote it, which stored no client ID: pass the row to SdkTokens.of(...)"
              + " with a client_id");
    }
    try {
      Require.clientId(columns.get("client_id"));
    } catch (IllegalArgumentException e) {
      return Optional.of("the client ID is missing or malformed");
    }
    if (user != null && !Require.isUtf8(user)) {
      return Optional.of("user: half a surrogate pair");
    }
    return Require.isToken(refreshToken)
        ? Optional.empty()
        : Optional.of("the refresh token has a character that no token has: authorize again");
  }

  /**
   * Where a row's token works.
   *
   * @param dataCenter null if the row does not name a known one
   * @param environment null if the row does not name it
   * @param apiDomain null if the row does not name it; the host of the access token is then unknown
   */
  record Place(
      @Nullable DataCenter dataCenter,
      @Nullable Environment environment,
      @Nullable URI apiDomain) {}

  /** Reads the place from the API domain, or else from the id, if it is one of these. */
  Place place(List<DataCenter> known) {
    URI apiDomain = apiDomain();
    for (DataCenter each : known) {
      if (apiDomain != null && isApiDomain(apiDomain, each)) {
        return new Place(each, each.environmentOf(apiDomain).orElse(null), apiDomain);
      }
    }
    Matcher id = ID_WITH_PLACE.matcher(columns.getOrDefault("id", ""));
    if (!id.matches()) {
      return new Place(null, null, null);
    }
    String location = id.group(1);
    DataCenter named =
        known.stream().filter(each -> each.location().equals(location)).findFirst().orElse(null);
    return new Place(named, ENVIRONMENTS.get(id.group(2)), null);
  }

  private @Nullable URI apiDomain() {
    String text = columns.get("api_domain");
    try {
      return text == null ? null : new URI(Origin.withoutSlash(text));
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Returns whether it is an API domain of the data center, or https and one of its hosts. */
  private static boolean isApiDomain(URI uri, DataCenter dataCenter) {
    return Stream.of(Environment.values())
            .anyMatch(each -> dataCenter.apiDomain(each).equals(Optional.of(uri)))
        || (Origin.isBareHttps(uri) && dataCenter.serves(uri));
  }

  SdkTokens.Row named(Place place) {
    String user = user();
    Matcher parts = USER_OF_ORGANIZATION.matcher(user == null ? "" : user);
    boolean both = parts.matches();
    return new SdkTokens.Row(
        number,
        columns.get("id"),
        both ? parts.group(1) : user,
        both ? parts.group(2) : null,
        columns.getOrDefault("client_id", ""),
        place.dataCenter(),
        place.environment());
  }

  SdkTokens.Skipped skipped(String why) {
    return new SdkTokens.Skipped(number, columns.get("id"), user(), why);
  }

  /**
   * Returns the expiry of the access token; the epoch if the row does not have it in milliseconds.
   */
  Instant expiry() {
    String millis = columns.getOrDefault("expiry_time", "");
    return Instant.ofEpochMilli(millis.matches("[0-9]{1,14}") ? Long.parseLong(millis) : 0);
  }

  /**
   * Returns the refresh token, and the access token if it has not expired and its host is known.
   */
  StoredToken token(DataCenter dataCenter, @Nullable URI apiDomain, Instant now) {
    StoredToken token =
        StoredToken.refreshing(dataCenter, columns.getOrDefault("refresh_token", ""));
    String value = columns.get("access_token");
    boolean alive = expiry().isAfter(now) && !expiry().isAfter(now.plus(LONGEST_LIFE));
    if (value == null || !Require.isToken(value) || !alive || apiDomain == null) {
      return token;
    }
    AccessToken access = new AccessToken(value, expiry(), Set.of(), dataCenter, apiDomain);
    Instant obtainedAt = expiry().minus(LIFE);
    return token.withAccessToken(access, obtainedAt.isBefore(now) ? obtainedAt : now);
  }

  /** Returns the row's number only. */
  @Override
  public String toString() {
    return "SdkRow[" + number + "]";
  }
}
