package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records are listed page by page, and rewritten with a new key. */
class TokenListingTest {

  private static final byte[] OLD_KEY = new byte[32];
  private static final byte[] NEW_KEY = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
    27, 28, 29, 30, 31, 32
  };

  static List<TokenKey> all(JdbcTokenStore store, int limit) {
    List<TokenKey> all = new ArrayList<>();
    for (List<TokenKey> page = store.keys(limit);
        !page.isEmpty();
        page = store.keys(page.get(page.size() - 1), limit)) {
      all.addAll(page);
    }
    return all;
  }

  private static TokenCodec codec(String id, byte[] key) {
    return TokenCodec.aesGcm(KeyRing.of(id, key));
  }

  private static List<TokenKey> fill(JdbcTokenStore store, int records) {
    List<TokenKey> keys = IntStream.range(0, records).mapToObj(Sample::key).toList();
    IntStream.range(0, records).forEach(i -> store.save(keys.get(i), Sample.token(i)));
    return keys.stream().sorted(Comparator.comparing(TokenKey::sha256)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void keys_returnsPagesInOrder(Database db) {
    JdbcTokenStore store = db.store();
    assertThat(store.keys(3)).isEmpty();
    List<TokenKey> keys = fill(store, 10);
    Lease unused = store.tryLease(Sample.key(99)).orElseThrow();
    assertThat(store.keys(3)).isEqualTo(keys.subList(0, 3));
    assertThat(all(store, 3)).isEqualTo(keys);
    store.delete(keys.get(4));
    assertThat(store.keys(keys.get(4), 2)).isEqualTo(keys.subList(5, 7));
    assertThat(store.keys(keys.get(9), 2)).isEmpty();
    unused.close();
  }

  @Test
  void keys_ofEncryptedRecords_readsThem() {
    JdbcTokenStore store =
        Database.H2.builder().table(Database.nextTable()).codec(codec("old", OLD_KEY)).build();
    store.createSchema();
    List<TokenKey> keys = fill(store, 10);
    assertThat(all(store, 3)).isEqualTo(keys);
  }

  @Test
  void keys_thatCannotBeRead_namesTheHash() {
    String table = Database.nextTable();
    JdbcTokenStore store = Database.H2.builder().table(table).codec(codec("old", OLD_KEY)).build();
    store.createSchema();
    store.save(Sample.KEY, Sample.token(1));
    JdbcTokenStore other = Database.H2.builder().table(table).codec(codec("new", NEW_KEY)).build();
    List<ThrowingCallable> calls =
        List.of(() -> other.keys(9), () -> other.keysOf("user-0"), () -> other.keys().findFirst());
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(UnreadableRecordException.class)
          .hasMessageContaining(Sample.KEY.sha256());
    }
    assertThatThrownBy(() -> other.load(Sample.KEY)).isInstanceOf(UnreadableRecordException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void rekey_rewritesAllRecords_alsoUnderALease(Database db) {
    String table = Database.nextTable();
    JdbcTokenStore plain = db.builder().table(table).build();
    plain.createSchema();
    List<TokenKey> keys = fill(plain, 230);
    KeyRing ring = KeyRing.of("old", OLD_KEY).acceptingPlaintext();
    JdbcTokenStore encrypted = db.builder().table(table).codec(TokenCodec.aesGcm(ring)).build();
    try (Lease lease = encrypted.tryLease(keys.get(0)).orElseThrow()) {
      assertThat(encrypted.rekey()).isEqualTo(230);
      assertThat(lease.replace(Sample.token(7))).as("the lease remains valid").isTrue();
    }
    assertThat(encrypted.rekey()).as("again").isZero();
    JdbcTokenStore strict = db.builder().table(table).codec(codec("old", OLD_KEY)).build();
    assertThat(strict.load(keys.get(0))).contains(Sample.token(7));
    assertThat(all(strict, 100)).isEqualTo(keys);
  }

  @Test
  void rekey_withUnreadableRecord_rewritesTheRest() {
    String table = Database.nextTable();
    JdbcTokenStore old = Database.H2.builder().table(table).codec(codec("old", OLD_KEY)).build();
    old.createSchema();
    fill(old, 3);
    JdbcTokenStore lost = Database.H2.builder().table(table).codec(codec("lost", NEW_KEY)).build();
    lost.save(Sample.key(3), Sample.token(3));
    KeyRing ring = KeyRing.of("next", NEW_KEY).with("old", OLD_KEY);
    JdbcTokenStore next = Database.H2.builder().table(table).codec(TokenCodec.aesGcm(ring)).build();
    assertThatThrownBy(next::rekey)
        .isInstanceOf(TokenStoreException.class)
        .hasMessageStartingWith("3 records were rewritten, and 1 could not be rewritten.");
    assertThat(lost.load(Sample.key(3))).contains(Sample.token(3));
    assertThat(next.load(Sample.key(1))).contains(Sample.token(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9999999999", "-1E-99999999999"})
  void hugeNumber_isUnreadable_andRekeyRewritesTheRest(String number) throws SQLException {
    String table = Database.nextTable();
    JdbcTokenStore plain = Database.H2.builder().table(table).build();
    plain.createSchema();
    fill(plain, 3);
    try (Connection connection = Database.H2.pool().getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE %s SET payload = ?, key_text = NULL WHERE key_hash = ?".formatted(table))) {
      String text = TokenCodec.plain().encode(Sample.KEY, Sample.token(0));
      update.setString(1, text.replaceFirst("\\{", "{\"x\":" + number + ","));
      update.setString(2, Sample.KEY.sha256());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
    TokenCodec reading = TokenCodec.aesGcm(KeyRing.of("old", OLD_KEY).acceptingPlaintext());
    JdbcTokenStore encrypted = Database.H2.builder().table(table).codec(reading).build();
    List<ThrowingCallable> calls =
        List.of(
            () -> plain.load(Sample.KEY),
            () -> plain.keys(9),
            () -> plain.tryLease(Sample.KEY).orElseThrow().current(),
            encrypted::rekey);
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageNotContaining("9999");
    }
    JdbcTokenStore strict = Database.H2.builder().table(table).codec(codec("old", OLD_KEY)).build();
    assertThat(strict.load(Sample.key(1))).contains(Sample.token(1));
    assertThat(strict.load(Sample.key(2))).contains(Sample.token(2));
  }
}
