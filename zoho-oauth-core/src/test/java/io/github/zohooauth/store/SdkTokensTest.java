package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.testkit.PlantedSecret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a row of an official SDK is imported, and why some are not. */
class SdkTokensTest {

  private static final TokenKey ADA = new TokenKey("1000.SDK", TokenOwner.user("ada"));

  private TokenStore store = TokenStore.inMemory();

  static Map<String, String> row(String... changes) {
    Map<String, String> row =
        new HashMap<>(
            Map.of(
                "id",
                "1",
                "user_name",
                "ada",
                "client_id",
                "1000.SDK",
                "client_secret",
                PlantedSecret.CLIENT_SECRET.value,
                "refresh_token",
                PlantedSecret.STORED_REFRESH_TOKEN.value,
                "access_token",
                PlantedSecret.STORED_ACCESS_TOKEN.value,
                "expiry_time",
                millis(1_800),
                "api_domain",
                "https://www.zohoapis.eu"));
    for (int i = 0; i < changes.length; i += 2) {
      row.put(changes[i], changes[i + 1]);
    }
    return row;
  }

  static String millis(int secondsFromNow) {
    return String.valueOf(Scene.NOW.plusSeconds(secondsFromNow).toEpochMilli());
  }

  private static SdkTokens tokens(List<Map<String, String>> rows) {
    return SdkTokens.of(rows).clock(() -> Scene.NOW);
  }

  private SdkTokens.Outcome imported(Map<String, String> row) {
    return imported(List.of(row));
  }

  private SdkTokens.Outcome imported(List<Map<String, String>> rows) {
    return tokens(rows).importInto(store, DataCenter.US);
  }

  private static List<TokenKey> keys(SdkTokens.Outcome outcome) {
    return outcome.imported().stream().map(SdkTokens.Imported::key).toList();
  }

  private StoredToken stored(TokenOwner owner) {
    return store.load(new TokenKey("1000.SDK", owner)).orElseThrow();
  }

  @Test
  void row_isTheUsersRecord_whereItsApiDomainSays() {
    assertThat(keys(imported(row()))).containsExactly(ADA);
    StoredToken token = stored(ADA.owner());
    assertThat(token.location()).isEqualTo("eu");
    assertThat(token.refreshToken()).isEqualTo(PlantedSecret.STORED_REFRESH_TOKEN.value);
    StoredToken.Issued access = Objects.requireNonNull(token.accessToken());
    assertThat(access.value()).isEqualTo(PlantedSecret.STORED_ACCESS_TOKEN.value);
    assertThat(access.expiresAt()).isEqualTo(Scene.NOW.plusSeconds(1_800));
    assertThat(access.apiDomain()).hasToString("https://www.zohoapis.eu");
    assertThat(token.obtainedAt()).isEqualTo(Scene.NOW.minusSeconds(1_800));
    assertThat(TokenCodec.plain().encode(ADA, token))
        .doesNotContain(PlantedSecret.CLIENT_SECRET.value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "0", "-1", "1e12", "9999999999999999999", "3600", "x"})
  void accessToken_whoseExpiryIsNoInstantAhead_isLeftBehind(String expiry) {
    imported(row("expiry_time", expiry));
    assertThat(stored(ADA.owner()).accessToken()).isNull();
  }

  @Test
  void accessToken_thatExpiredOrOutlivesADay_orIsNone_isLeftBehind() {
    for (String expiry : List.of(millis(0), millis(-1), millis(86_401), millis(999_999_999))) {
      store = TokenStore.inMemory();
      imported(row("expiry_time", expiry));
      assertThat(stored(ADA.owner()).accessToken()).as(expiry).isNull();
    }
    store = TokenStore.inMemory();
    imported(row("access_token", "a b"));
    assertThat(stored(ADA.owner()).accessToken()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "refresh_token, '', no refresh token: authorize again",
    "refresh_token, null, no refresh token: authorize again",
    "refresh_token, a b, has a character",
    "client_id, '', client ID is missing",
    "client_id, a b, client ID is missing or malformed",
    "user_name, '', names no user: name its owner by the row's id",
  })
  void row_thatCannotWork_isSkipped_andSaysWhy(String column, String value, String why) {
    SdkTokens.Outcome outcome = imported(List.of(row(), row("user_name", "eve", column, value)));
    assertThat(keys(outcome)).containsExactly(ADA);
    assertThat(outcome.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.number()).isEqualTo(2);
              assertThat(skipped.user()).isEqualTo(column.equals("user_name") ? null : "eve");
              assertThat(skipped.id()).isEqualTo("1");
              assertThat(skipped.why()).contains(why);
            });
  }

  @Test
  void spentAuthorizationCode_isNamed() {
    assertThat(imported(row("refresh_token", "", "grant_token", "1000.code")).skipped())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.why()).contains("is used up"));
  }

  /** As a row of an access token alone has it: the SDK wrote no client ID beside it. */
  @Test
  void accessTokenAlone_lacksARefreshToken_andNoClientId() {
    Map<String, String> row = row("refresh_token", "", "client_id", "");
    assertThat(imported(row).skipped())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.why()).contains("no refresh token"));
  }

  @Test
  void rowOfTheOlderSdk_isKnown_andMovesWithTheClientIdAdded() {
    Map<String, String> row =
        Map.of(
            "useridentifier",
            "ada@example.com",
            "accesstoken",
            PlantedSecret.STORED_ACCESS_TOKEN.value,
            "refreshtoken",
            PlantedSecret.STORED_REFRESH_TOKEN.value,
            "expirytime",
            millis(1_800));
    assertThat(imported(row).skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.user()).isEqualTo("ada@example.com");
              assertThat(skipped.why()).contains("older SDK", "client_id");
            });
    Map<String, String> completed = new HashMap<>(row);
    completed.put("client_id", "1000.SDK");
    imported(completed);
    assertThat(stored(TokenOwner.user("ada@example.com")))
        .isEqualTo(StoredToken.refreshing(DataCenter.US, PlantedSecret.STORED_REFRESH_TOKEN.value));
  }

  @Test
  void record_thatIsThere_stays() {
    StoredToken there = StoredToken.refreshing(DataCenter.EU, "1000.there");
    store.save(ADA, there);
    assertThat(imported(row()).skipped())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.why()).contains("has a record"));
    assertThat(store.load(ADA)).contains(there);
    store = TokenStore.inMemory();
    imported(row());
    assertThat(imported(row()).skipped())
        .singleElement()
        .satisfies(
            skipped -> assertThat(skipped.why()).isEqualTo("the store has its token already"));
  }

  @Test
  void record_underALease_isLeftToItsHolder() {
    TokenStore.Lease lease = store.tryLease(ADA).orElseThrow();
    assertThat(imported(row()).skipped())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.why()).contains("in use"));
    lease.close();
    assertThat(keys(imported(row()))).containsExactly(ADA);
    store.tryLease(ADA).orElseThrow().close();
  }

  @Test
  @SuppressWarnings("NullAway") // does not see that the function may return null
  void nothingShown_isSecret() {
    String tail = PlantedSecret.STORED_REFRESH_TOKEN.value.substring(36);
    SdkTokens tokens =
        tokens(List.of(row("id", "java_ada_eu_prd_" + tail), row("client_id", "a b")));
    assertThat(tokens).hasToString("SdkTokens[2 rows]");
    tokens
        .owners(
            row -> {
              assertThat(row.toString()).doesNotContain(tail).contains("java_ada_eu_prd_");
              return row.owner();
            })
        .importInto(store, DataCenter.US);
    String id = "java_ada_eu_prd_" + tail;
    SdkTokens.Outcome outcome =
        imported(List.of(row("id", id), row("id", id, "refresh_token", ""), row("user_name", "")));
    assertThat(outcome.toString()).doesNotContain(tail);
    assertThat(PlantedSecret.shownIn(outcome.toString())).isEmpty();
  }

  @Test
  void name_isShownOnOneLine() {
    String name = "eve\r\nSkipped[number=9]\u2028\u0085\u202e";
    List<Map<String, String>> rows =
        List.of(row("user_name", name), row("id", name, "user_name", name, "refresh_token", ""));
    SdkTokens.Outcome outcome = imported(rows);
    assertThat(outcome.toString()).matches("[ -~]+");
    assertThat(outcome.imported().get(0).row().user()).isEqualTo(name);
    assertThat(outcome.skipped().get(0).user()).isEqualTo(name);
  }
}
