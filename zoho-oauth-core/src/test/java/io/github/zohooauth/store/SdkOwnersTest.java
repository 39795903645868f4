package io.github.zohooauth.store;

import static io.github.zohooauth.store.SdkTokensTest.millis;
import static io.github.zohooauth.store.SdkTokensTest.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.client.Scene;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whose a row of an official SDK is: it says so, or the application does, or it stays. */
class SdkOwnersTest {

  private static final TokenOwner ADA = TokenOwner.user("ada@example.com");

  private final TokenStore store = TokenStore.inMemory();

  private static SdkTokens tokens(List<Map<String, String>> rows) {
    return SdkTokens.of(rows).clock(() -> Scene.NOW);
  }

  private SdkTokens.Outcome imported(SdkTokens tokens) {
    return tokens.importInto(store, DataCenter.US);
  }

  private String refreshToken(TokenOwner owner) {
    return store.load(new TokenKey("1000.SDK", owner)).map(StoredToken::refreshToken).orElseThrow();
  }

  private static List<Integer> numbers(SdkTokens.Outcome outcome) {
    return outcome.skipped().stream().map(SdkTokens.Skipped::number).toList();
  }

  /** As the SDK writes them with {@code findUser(false)}, or without the scope to find the user. */
  private static List<Map<String, String>> withoutUsers() {
    return List.of(
        row("id", "1", "user_name", "", "refresh_token", "1000.one", "expiry_time", millis(1)),
        row("id", "2", "user_name", "null", "refresh_token", "1000.two", "api_domain", ""),
        row("id", "3", "user_name", "", "refresh_token", "1000.three", "api_domain", ""),
        row("id", "4", "user_name", "", "refresh_token", "1000.four"));
  }

  @Test
  void rowsWithoutUser_areNotImportedByGuess() {
    SdkTokens.Outcome outcome = imported(tokens(withoutUsers()));
    assertThat(outcome.imported()).isEmpty();
    assertThat(outcome.skipped())
        .extracting(SdkTokens.Skipped::id)
        .containsExactly("1", "2", "3", "4");
    assertThat(outcome.skipped())
        .allSatisfy(
            skipped -> assertThat(skipped.why()).contains("by the row's id in owners(...)"));
    assertThat(store.load(new TokenKey("1000.SDK", TokenOwner.unnamed()))).isEmpty();
  }

  @Test
  void oneRowWithoutUser_isNotGuessedEither() {
    assertThat(imported(tokens(withoutUsers().subList(0, 1))).imported()).isEmpty();
  }

  @Test
  void rowsWithABlankUser_haveNone_andNoneIsDroppedAsOlder() {
    List<Map<String, String>> rows =
        List.of(
            row("id", "1", "user_name", " ", "refresh_token", "1000.one"),
            row("id", "2", "user_name", " ", "refresh_token", "1000.two"));
    SdkTokens.Outcome outcome = imported(tokens(rows));
    assertThat(outcome.imported()).isEmpty();
    assertThat(outcome.skipped())
        .hasSize(2)
        .allSatisfy(skipped -> assertThat(skipped.why()).contains("it names no user"));
  }

  @Test
  @SuppressWarnings("NullAway") // does not see that the function may return null
  void rowsWithoutUser_areNamedByTheirId_andTheOutcomeTellsWhichBecameWhich() {
    SdkTokens.Outcome outcome =
        imported(
            tokens(withoutUsers())
                .owners(row -> "3".equals(row.id()) ? null : TokenOwner.user("u" + row.id())));
    assertThat(outcome.imported())
        .extracting(each -> each.row().id() + " " + each.key())
        .containsExactly(
            "1 client=1000.SDK&user=u1", "2 client=1000.SDK&user=u2", "4 client=1000.SDK&user=u4");
    assertThat(numbers(outcome)).containsExactly(3);
    assertThat(refreshToken(TokenOwner.user("u4"))).isEqualTo("1000.four");
  }

  @Test
  void rowsWithoutUser_ofDifferentTokens_areNotOneOwner() {
    SdkTokens.Outcome outcome =
        imported(tokens(withoutUsers()).owners(row -> TokenOwner.unnamed()));
    assertThat(outcome.imported()).isEmpty();
    assertThat(numbers(outcome)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void userAndOrganization_areToldApart() {
    SdkTokens.Outcome outcome =
        imported(
            tokens(
                List.of(
                    row("user_name", "ada@example.com:600123", "refresh_token", "1000.one"),
                    row("user_name", "ada@example.com:600124", "refresh_token", "1000.two"),
                    row("user_name", "ada:600125", "refresh_token", "1000.three"))));
    assertThat(outcome.imported())
        .extracting(each -> each.row().user() + " " + each.row().organization())
        .containsExactly("ada@example.com 600123", "ada@example.com 600124", "ada:600125 null");
    assertThat(refreshToken(ADA.inOrganization("600123"))).isEqualTo("1000.one");
    assertThat(refreshToken(ADA.inOrganization("600124"))).isEqualTo("1000.two");
    assertThat(refreshToken(TokenOwner.user("ada:600125"))).isEqualTo("1000.three");
  }

  private static Map<String, String> rowBefore5(String tail, String... changes) {
    Map<String, String> row =
        row("user_name", "", "user_mail", "ada@example.com", "api_domain", "");
    row.put("id", "java_ada_eu_prd_" + tail);
    row.put("refresh_token", "1000.refresh" + tail);
    for (int i = 0; i < changes.length; i += 2) {
      row.put(changes[i], changes[i + 1]);
    }
    return row;
  }

  /** 2.x adds a row with each consent, and so for each organization. */
  @Test
  void organizationsOfOneAddress_inOneFileOf2_areLeftToTheApplication() {
    List<Map<String, String>> rows =
        List.of(rowBefore5("aaaa"), rowBefore5("bbbb"), row("refresh_token", "1000.other"));
    SdkTokens.Outcome outcome = imported(tokens(rows));
    assertThat(numbers(outcome)).containsExactly(1, 2);
    assertThat(outcome.skipped().get(0).why()).startsWith("row 2 is of the same owner");
    assertThat(outcome.skipped().get(1).why())
        .startsWith("row 1 is of the same owner")
        .contains("organization", "owners(...)", "filter(...)");
    assertThat(outcome.imported()).hasSize(1);

    imported(
        tokens(rows)
            .filter(row -> Objects.equals(row.dataCenter(), DataCenter.EU))
            .owners(
                row ->
                    Objects.requireNonNull(row.owner())
                        .inOrganization("java_ada_eu_prd_aaaa".equals(row.id()) ? "1" : "2")));
    assertThat(refreshToken(ADA.inOrganization("1"))).isEqualTo("1000.refreshaaaa");
    assertThat(refreshToken(ADA.inOrganization("2"))).isEqualTo("1000.refreshbbbb");
  }

  @Test
  void rowsOf2_inAFileThatALaterVersionWidened_areLeftToTheApplication_too() {
    List<Map<String, String>> rows =
        List.of(
            rowBefore5("aaaa", "user_name", "ada@example.com"),
            rowBefore5("bbbb", "user_name", "ada@example.com"));
    assertThat(numbers(imported(tokens(rows)))).containsExactly(1, 2);
  }

  @Test
  void rowsOfOneToken_areOneOwner() {
    SdkTokens.Outcome outcome =
        imported(
            tokens(
                List.of(
                    rowBefore5("aaaa", "expiry_time", millis(2)),
                    rowBefore5("aaaa", "expiry_time", millis(1)))));
    assertThat(numbers(outcome)).containsExactly(2);
    assertThat(outcome.imported()).hasSize(1);
  }

  /** From 5.0 on the SDK has one row of a name, and a second one is what a lost update left. */
  @Test
  void rowsOfOneName_leaveTheNewest() {
    SdkTokens.Outcome outcome =
        imported(
            tokens(
                List.of(
                    row("expiry_time", millis(10), "refresh_token", "1000.older"),
                    row("expiry_time", millis(30), "refresh_token", "1000.newest"),
                    row("expiry_time", millis(20), "refresh_token", "1000.old"))));
    assertThat(refreshToken(TokenOwner.user("ada"))).isEqualTo("1000.newest");
    assertThat(outcome.imported()).hasSize(1);
    assertThat(numbers(outcome)).containsExactly(1, 3);
    assertThat(outcome.skipped())
        .allSatisfy(
            skipped -> assertThat(skipped.why()).isEqualTo("row 2 of the same owner is newer"));
  }

  @Test
  void filter_leavesRowsOutOfBothLists_andOneFollowsAnother() {
    SdkTokens.Outcome outcome =
        imported(
            tokens(
                    List.of(
                        row("user_name", "ada"),
                        row("user_name", "bob"),
                        row("user_name", "eve", "refresh_token", ""),
                        Map.of()))
                .filter(row -> !"bob".equals(row.user()))
                .filter(row -> !"eve".equals(row.user())));
    assertThat(outcome.imported()).extracting(each -> each.row().number()).containsExactly(1);
    assertThat(numbers(outcome)).as("of a damaged row nothing is known").containsExactly(4);
  }

  @Test
  @SuppressWarnings("NullAway") // does not see that the function may return null
  void functionsThatFail_leaveTheStoreAsItIs() {
    SdkTokens tokens = tokens(List.of(row(), row("user_name", "eve", "api_domain", "")));
    SdkTokens failing =
        tokens.owners(
            row -> {
              if ("eve".equals(row.user())) {
                throw new IllegalStateException("who is eve?");
              }
              return row.owner();
            });
    assertThatThrownBy(() -> imported(failing)).hasMessage("who is eve?");
    assertThatThrownBy(() -> imported(tokens.dataCenters(row -> nothing())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("dataCenters: Row[number=2, ")
        .hasMessageEndingWith(": the application's function returned null");
    assertThat(store.load(new TokenKey("1000.SDK", TokenOwner.user("ada")))).isEmpty();
  }

  @SuppressWarnings({
    "NullAway",
    "TypeParameterUnusedInFormals"
  }) // what a caller without nullness checks may return
  private static <T> T nothing() {
    return null;
  }
}
