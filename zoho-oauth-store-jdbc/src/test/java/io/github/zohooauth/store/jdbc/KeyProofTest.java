package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.proofs.LookalikeScopes;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.TokenKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every database keeps owners apart whose names it may compare as equal. */
@Tag("B9")
class KeyProofTest {

  private static final List<@Nullable String> NAMES =
      Arrays.asList(
          null,
          "a",
          "A",
          "a ",
          " a",
          "a\u0000",
          "a\t",
          "a.",
          "a%",
          "a_",
          "a%20",
          "a+",
          "a=b",
          "a&scopes=A.READ",
          "b",
          "\u00e9",
          "e\u0301",
          "\u00e8",
          "\u00c5",
          "\u212b",
          "\u0131",
          "i",
          "I",
          "\u0130",
          "\uff21",
          "ss",
          "\u00df",
          "0",
          "00",
          "null",
          "\ud83d\ude00");

  private static final List<@Nullable Environment> ENVIRONMENTS =
      Arrays.asList(null, Environment.PRODUCTION, Environment.SANDBOX, Environment.DEVELOPER);

  private static final List<String> CLIENTS =
      List.of("1000.A", "1000.a", "1000.A_", "1000.A-", "1000.AB", "1004.A");

  /** Returns the keys. At reduced size it has few clients, but all users, so similar names meet. */
  @SuppressWarnings("NullAway") // does not see the bound in the class file
  private static List<TokenKey> keys(long seed) {
    List<TokenKey> keys = new ArrayList<>();
    for (Set<String> scopes : LookalikeScopes.ALL) {
      for (String organization : List.of("ZohoCRM.1", "a&scopes=A.READ")) {
        keys.add(new TokenKey("1000.A", TokenOwner.organization(organization), scopes));
      }
    }
    keys.add(new TokenKey("1000.A", TokenOwner.organization("ZohoCRM.1")));
    for (String client : Proof.some(CLIENTS, 2, seed)) {
      for (String user : NAMES) {
        for (String organization : Proof.some(NAMES, 1, seed)) {
          for (Environment environment : Proof.some(ENVIRONMENTS, 2, seed)) {
            keys.add(new TokenKey(client, new TokenOwner(user, organization, environment)));
          }
        }
      }
    }
    return keys;
  }

  @Test
  void save_ofOwnersWithSimilarNames_keepsThemApart() {
    List<TokenKey> keys = keys(Proof.seed("B9", 20260607));
    List<JdbcTokenStore> stores = Database.ENGINES.stream().map(Database::store).toList();
    for (JdbcTokenStore store : stores) {
      IntStream.range(0, keys.size()).forEach(i -> store.save(keys.get(i), Sample.token(i)));
    }
    Proof.holds(
        "B9",
        IntStream.range(0, keys.size()).boxed().toList(),
        i -> {
          for (JdbcTokenStore store : stores) {
            assertThat(store.load(keys.get(i))).contains(Sample.token(i));
          }
        });
    stores.forEach(
        store ->
            assertThat(TokenListingTest.all(store, 500)).containsExactlyInAnyOrderElementsOf(keys));
  }
}
