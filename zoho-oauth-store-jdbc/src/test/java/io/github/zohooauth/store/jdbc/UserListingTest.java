package io.github.zohooauth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The keys of one user, which the database finds if it can. */
class UserListingTest {

  private final String table = Database.nextTable();

  /** Gives the row of a key another key text. */
  private void damageKeyText(Database db, TokenKey key) throws SQLException {
    String update = "UPDATE %s SET key_text = ? WHERE key_hash = ?".formatted(table);
    try (Connection connection = db.pool().getConnection();
        PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setString(1, key.text() + "z");
      statement.setString(2, key.sha256());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  /** The texts of the other keys would match a pattern whose _ or % is a wildcard. */
  @ParameterizedTest
  @EnumSource
  void rowsOfOtherUsers_areLeftToTheDatabase(Database db) throws SQLException {
    JdbcTokenStore store = db.builder().table(table).build();
    store.createSchema();
    List<TokenKey> mine =
        IntStream.range(0, 230)
            .mapToObj(i -> Sample.key(TokenOwner.user("a@b_c").inOrganization("o" + i)))
            .toList();
    mine.forEach(key -> store.save(key, Sample.token(1)));
    for (String other : List.of("a@bXc", "aX40b_c")) {
      TokenKey key = Sample.key(TokenOwner.user(other));
      store.save(key, Sample.token(2));
      damageKeyText(db, key);
      assertThatThrownBy(() -> store.keysOf(other))
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining(key.sha256());
    }
    assertThat(store.keysOf("a@b_c")).containsExactlyInAnyOrderElementsOf(mine);
    assertThatThrownBy(() -> store.keys(500)).isInstanceOf(TokenStoreException.class);
  }

  @Test
  void encryptedRows_areFoundBesideThoseInPlainText() {
    JdbcTokenStore plain = Database.H2.builder().table(table).build();
    plain.createSchema();
    TokenOwner ada = TokenOwner.user("ada");
    plain.save(Sample.key(ada), Sample.token(1));
    plain.save(Sample.key(TokenOwner.user("bob")), Sample.token(1));
    TokenCodec codec = TokenCodec.aesGcm(KeyRing.of("k", new byte[32]).acceptingPlaintext());
    JdbcTokenStore encrypting = Database.H2.builder().table(table).codec(codec).build();
    encrypting.save(Sample.key(ada.inOrganization("7")), Sample.token(2));
    encrypting.save(Sample.key(TokenOwner.user("cy")), Sample.token(2));
    assertThat(encrypting.keysOf("ada"))
        .containsExactlyInAnyOrder(Sample.key(ada), Sample.key(ada.inOrganization("7")));
  }
}
