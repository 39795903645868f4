package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.examples.proofs.Proof;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Unusual values are kept exactly, or refused without being quoted. */
@Tag("D6")
class ValueProofTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "trailing  ",
          "\u0000",
          "\u001f\r\n\t",
          "\ud83d\ude00".repeat(40),
          "\u0130\u0131\u00df\u1e9e",
          "e\u0301\u00e9",
          "\u202e\ufeff\uffff",
          "x".repeat(4_000),
          "\u20ac".repeat(4_096),
          "'\"\\");

  /** Includes an hour that local clocks repeat, one that they skip, and the largest instants. */
  private static final List<Instant> INSTANTS =
      List.of(
          Instant.EPOCH,
          Instant.parse("2026-10-25T00:30:00Z"),
          Instant.parse("2026-10-25T01:30:00Z"),
          Instant.parse("2026-03-29T01:30:00Z"),
          Instant.parse("2038-01-19T03:14:08Z"),
          Instant.parse("9999-12-31T20:00:00Z"));

  @Test
  void save_ofUnusualValues_keepsThemExactly() {
    Random chance = new Random(Proof.seed("D6", 20260606));
    List<StoredToken> tokens = new ArrayList<>();
    for (int i = 0; i < Proof.size(15, 200); i++) {
      StoredToken token = Sample.token(i, INSTANTS.get(i % INSTANTS.size()));
      for (int j = chance.nextInt(8); j >= 0; j--) {
        token = token.withDetail("d" + j, TEXTS.get(chance.nextInt(TEXTS.size())));
      }
      tokens.add(token.withDetail("all", TEXTS.get(i % TEXTS.size())));
    }
    List<JdbcTokenStore> stores = Stream.of(Database.values()).map(Database::store).toList();
    Proof.holds(
        "D6",
        tokens,
        token -> {
          for (JdbcTokenStore store : stores) {
            store.save(Sample.KEY, token);
            assertThat(store.load(Sample.KEY)).contains(token);
          }
        });
  }

  /** Writes any text, as an application's own codec may. */
  private record Verbatim(String text) implements TokenCodec {

    @Override
    public String encode(TokenKey key, StoredToken token) {
      return text;
    }

    @Override
    public StoredToken decode(TokenKey key, String read) {
      assertThat(read).isEqualTo(text);
      return Sample.token(1);
    }

    @Override
    public TokenKey keyOf(String sha256, String read) {
      assertThat(read).isEqualTo(text);
      return Sample.KEY;
    }
  }

  @Test
  void save_ofOtherCodecsTexts_keepsOrRefusesThemUnquoted() {
    List<String> kept =
        List.of("x".repeat(1_000_000), "\ud83d\ude00".repeat(250_000), "{}", " x ", "\n");
    List<String> refused =
        List.of("SECRET".repeat(200_000), "SECRET\u0000", "SECRET\ud83d", "\ude00SECRET");
    for (Database db : Database.values()) {
      String table = Database.nextTable();
      db.builder().table(table).build().createSchema();
      for (String text : kept) {
        JdbcTokenStore store = db.builder().table(table).codec(new Verbatim(text)).build();
        store.save(Sample.KEY, Sample.token(1));
        assertThat(store.load(Sample.KEY)).contains(Sample.token(1));
        assertThat(store.keys(1)).containsExactly(Sample.KEY);
      }
      for (String text : refused) {
        JdbcTokenStore store = db.builder().table(table).codec(new Verbatim(text)).build();
        assertThatThrownBy(() -> store.save(Sample.KEY, Sample.token(2)))
            .isInstanceOf(TokenStoreException.class)
            .hasMessageNotContaining("SECRET");
      }
    }
  }
}
