package io.github.zohooauth.store.file;

import static io.github.zohooauth.store.file.TokenFixture.KEY;
import static io.github.zohooauth.store.file.TokenFixture.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number outside the range of all types makes only its own record unreadable. */
class HugeNumberTest {

  private static final byte[] RING = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  @TempDir private Path temp;

  /** A codec that adds a field with a number to each record. */
  private record Numbered(String number) implements TokenCodec {

    @Override
    public String encode(TokenKey key, StoredToken token) {
      return TokenCodec.plain().encode(key, token).replaceFirst("\\{", "{\"x\":" + number + ",");
    }

    @Override
    public StoredToken decode(TokenKey key, String text) {
      return TokenCodec.plain().decode(key, text);
    }

    @Override
    public TokenKey keyOf(String sha256, String text) {
      return TokenCodec.plain().keyOf(sha256, text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9999999999", "-1e99999999999", "1E-9999999999", "1.5e2147483648"})
  void recordWithHugeNumber_isUnreadable_andRekeyWritesTheOthers(String number) {
    FileTokenStore plain = FileTokenStore.at(temp);
    plain.save(TokenFixture.key(1), token(1));
    FileTokenStore.builder()
        .directory(temp)
        .codec(new Numbered(number))
        .build()
        .save(KEY, token(2));
    plain.save(TokenFixture.key(2), token(2));
    KeyRing ring = KeyRing.of("now", RING);
    TokenCodec reading = TokenCodec.aesGcm(ring.acceptingPlaintext());
    FileTokenStore encrypted = FileTokenStore.builder().directory(temp).codec(reading).build();
    TokenStore.Lease lease = plain.tryLease(KEY).orElseThrow();
    List<ThrowingCallable> calls =
        List.of(() -> plain.load(KEY), () -> plain.keys(9), lease::current, encrypted::rekey);
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(TokenStoreException.class)
          .hasMessageNotContaining("9999")
          .hasMessageNotContaining("2147483648");
    }
    FileTokenStore strict =
        FileTokenStore.builder().directory(temp).codec(TokenCodec.aesGcm(ring)).build();
    for (int other = 1; other <= 2; other++) {
      assertThat(strict.load(TokenFixture.key(other))).as("was written").contains(token(other));
    }
  }

  @Test
  void recordWithHugeNumber_staysUnchangedUntilItIsDeleted() throws IOException {
    FileTokenStore plain = FileTokenStore.at(temp);
    FileTokenStore.builder()
        .directory(temp)
        .codec(new Numbered("1e9999999999"))
        .build()
        .save(KEY, token(2));
    Path file = temp.resolve(KEY.sha256() + ".tok");
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> plain.save(KEY, token(3))).isInstanceOf(TokenStoreException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    plain.delete(KEY);
    plain.save(KEY, token(3));
    assertThat(plain.load(KEY)).contains(token(3));
  }
}
