package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Text that looks like SQL is refused as a table name before any SQL, and kept as a value. */
@Tag("D5")
class InjectionProofTest {

  private static final List<String> PARTS =
      List.of(
          "'",
          "\"",
          "`",
          "[",
          "]",
          ";",
          "--",
          "/*",
          "*/",
          "\\",
          "%",
          "_",
          "?",
          ":x",
          "{fn now()}",
          " OR 1=1",
          "DROP TABLE t",
          " UNION SELECT payload",
          "\n",
          "\t",
          "\u00a0",
          "\u2019",
          "\ud83d\ude00",
          "t",
          "a.b",
          "..",
          "$$",
          "${jndi:x}",
          "0x27",
          "CHAR(39)",
          "\u0130",
          "é");

  private static String text(Random chance) {
    StringBuilder text = new StringBuilder("x");
    for (int i = chance.nextInt(5) + 1; i > 0; i--) {
      text.append(PARTS.get(chance.nextInt(PARTS.size())));
    }
    return text.toString();
  }

  private static List<String> texts(Random chance) {
    return IntStream.range(0, Proof.size(60, 1_000)).mapToObj(i -> text(chance)).toList();
  }

  @Test
  void table_withMoreThanAName_isRefusedBeforeAnySql() {
    Random chance = new Random(Proof.seed("D5", 20260604));
    List<String> names =
        new ArrayList<>(List.of("", "a.b.c", "1a", "a".repeat(31), "a b", "a.", ".a"));
    texts(chance).stream()
        .filter(name -> !name.matches("[\\w$]+(\\.[\\w$]+)?"))
        .forEach(names::add);
    names.addAll(List.of("tokens\n", "tokens\u0000", "t\u00f6kens", "tokens;", "\u212aey"));
    FailingDataSource never =
        new FailingDataSource(
            Database.H2.pool(), Integer.MAX_VALUE, FailingDataSource.Effect.NOT_DONE, null);
    Proof.holds(
        "D5",
        names,
        name ->
            assertThatThrownBy(() -> JdbcTokenStore.builder(never.dataSource()).table(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("table: "));
    assertThat(never.calls()).isZero();
  }

  @Test
  void save_ofTextThatLooksLikeSql_keepsIt() {
    Random chance = new Random(Proof.seed("D5", 20260605));
    List<JdbcTokenStore> stores = Database.ENGINES.stream().map(Database::store).toList();
    Proof.holds(
        "D5",
        texts(chance),
        text -> {
          TokenKey key = Sample.key(TokenOwner.user(text).inOrganization(text));
          StoredToken token = Sample.token(1).withDetail(text, text);
          for (JdbcTokenStore store : stores) {
            store.save(key, token);
            assertThat(store.load(key)).contains(token);
            assertThat(store.keys(9)).containsExactly(key);
            store.delete(key);
            assertThat(store.load(key)).isEmpty();
          }
        });
  }
}
