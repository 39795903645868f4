package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

  private static final TokenKey KEY = new TokenKey("1000.ABC", TokenOwner.user("42"));
  private static final StoredToken TOKEN = StoredToken.refreshing(DataCenter.EU, "1000.r");

  private static final String TWICE = "SECRETSECRETSECRETSECRETSECRETSECRETSECRETSE=";

  static byte[] key(int number) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) number);
    return key;
  }

  private static String base64(int number) {
    return Base64.getEncoder().encodeToString(key(number));
  }

  @Test
  void firstKey_encrypts_andAllDecrypt() {
    TokenCodec old = TokenCodec.aesGcm(KeyRing.of("2025", key(1)));
    TokenCodec both = TokenCodec.aesGcm(KeyRing.of("2026-11", key(2)).and("2025", key(1)));
    String before = old.encode(KEY, TOKEN);
    String after = both.encode(KEY, both.decode(KEY, before));
    assertThat(before).startsWith("zot1.2025.");
    assertThat(after).startsWith("zot1.2026-11.");
    assertThat(both.isCurrent(before)).isFalse();
    assertThat(both.isCurrent(after)).isTrue();
    assertThat(both.decode(KEY, after)).isEqualTo(TOKEN);
  }

  @Test
  void key_thatIsWipedOrChangedLater_isWhatItWas() {
    byte[] key = key(1);
    KeyRing ring = KeyRing.of("a", key);
    Arrays.fill(key, (byte) 0);
    String text = TokenCodec.aesGcm(KeyRing.of("a", key(1))).encode(KEY, TOKEN);
    assertThat(TokenCodec.aesGcm(ring).decode(KEY, text)).isEqualTo(TOKEN);
  }

  @Test
  void parse_readsWhatAnEnvironmentVariableHolds() {
    String text = " 2026-11:" + base64(250) + ", 2025:" + base64(1) + "\n";
    assertThat(KeyRing.parse(text)).hasToString("KeyRing[2026-11, 2025]");
    TokenCodec same = TokenCodec.aesGcm(KeyRing.of("2026-11", key(250)));
    assertThat(same.decode(KEY, TokenCodec.aesGcm(KeyRing.parse(text)).encode(KEY, TOKEN)))
        .isEqualTo(TOKEN);
    String otherAlphabet = text.replace('+', '-').replace('/', '_').replace("=", "");
    assertThat(otherAlphabet).isNotEqualTo(text);
    assertThatCode(() -> KeyRing.parse(otherAlphabet)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ",",
        "SECRETSECRETSECRETSECRETSECRETSECRETSECRETS=",
        "a:SECRET SECRET",
        "a:SECRETSECRET",
        "a:b:SECRETSECRETSECRETSECRETSECRETSECRETSECRETS=",
        ":SECRETSECRETSECRETSECRETSECRETSECRETSECRETSE=",
        "a.b:SECRETSECRETSECRETSECRETSECRETSECRETSECRETSE=",
        "a:SECRETSECRETSECRETSECRETSECRETSECRETSECRETSE=,",
        "a:" + TWICE + ",b:" + TWICE
      })
  void parse_refusesWhatIsNoRing_andQuotesNothing(String text) {
    assertThatThrownBy(() -> KeyRing.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(keys|key|id): .*")
        .hasMessageNotContaining("SECRETSECRET")
        .hasNoCause();
  }

  @Test
  void badIdsAndKeys_areRefusedByName() {
    KeyRing ring = KeyRing.of("a", key(1));
    for (String id :
        List.of("", " ", "a.b", "a:b", "a,b", "../a", "\u00e4", "a\n", "a".repeat(33))) {
      assertThatThrownBy(() -> KeyRing.of(id, key(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("id: ");
    }
    for (int length : List.of(0, 16, 24, 31, 33, 64)) {
      assertThatThrownBy(() -> ring.and("b", new byte[length]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("key: needed are 32 random bytes");
    }
    assertThatThrownBy(() -> ring.and("a", key(2))).hasMessageStartingWith("id: two keys");
    assertThatThrownBy(() -> ring.and("b", key(1))).hasMessageStartingWith("key: the same");
  }
}
