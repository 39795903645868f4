package io.github.zohooauth.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.testkit.PlantedSecret;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
    TokenCodec both = TokenCodec.aesGcm(KeyRing.of("2026-11", key(2)).with("2025", key(1)));
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
      assertThatThrownBy(() -> ring.with("b", new byte[length]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("key: needed are 32 random bytes");
    }
    assertThatThrownBy(() -> ring.with("a", key(2))).hasMessageStartingWith("id: two keys");
    assertThatThrownBy(() -> ring.with("b", key(1))).hasMessageStartingWith("key: the same");
  }

  @Test
  void text_isDecryptedForItsPlaceOnly() {
    KeyRing ring = KeyRing.of("2026-11", key(1));
    String text = "a secret \uD83D\uDE00";
    for (String place : List.of("", "session-1", "a.b", "\u00e9")) {
      String encrypted = ring.encrypt(text, place);
      assertThat(encrypted).matches("zoe1\\.2026-11\\.[A-Za-z0-9_-]+");
      assertThat(ring.encrypt(text, place)).isNotEqualTo(encrypted);
      assertThat(ring.decrypt(encrypted, place)).contains(text);
      assertThat(KeyRing.of("2027", key(2)).with("2026-11", key(1)).decrypt(encrypted, place))
          .contains(text);
      assertThat(ring.decrypt(encrypted, place + "x")).isEmpty();
      assertThat(ring.decrypt(ring.encrypt(text, "?"), "\uD83D")).isEmpty();
      assertThat(KeyRing.of("2026-11", key(2)).decrypt(encrypted, place)).isEmpty();
      assertThat(KeyRing.of("2027", key(1)).decrypt(encrypted, place)).isEmpty();
    }
    assertThat(ring.decrypt(ring.encrypt("", "place"), "place")).contains("");
  }

  @Test
  void encryptedText_withAnyCharacterChanged_isNotDecrypted() {
    KeyRing ring = KeyRing.of("a", key(1)).with("b", key(2));
    String encrypted = ring.encrypt("secret", "place");
    for (int at = 0; at < encrypted.length(); at++) {
      for (String other : List.of("", ".", "A", "b", "2", "\u00e9")) {
        String changed = encrypted.substring(0, at) + other + encrypted.substring(at + 1);
        if (!changed.equals(encrypted)) {
          assertThat(ring.decrypt(changed, "place")).as(changed).isEmpty();
        }
      }
      assertThat(ring.decrypt(encrypted.substring(0, at), "place")).isEmpty();
    }
    TokenKey key = new TokenKey("1000.ABC", TokenOwner.unnamed());
    String record =
        TokenCodec.aesGcm(ring).encode(key, StoredToken.refreshing(DataCenter.EU, "1000.r"));
    assertThat(ring.decrypt(record, key.sha256())).as("a record").isEmpty();
    assertThat(ring.decrypt(record.replace("zot1", "zoe1"), key.sha256())).isEmpty();
  }

  @Test
  void textWithoutUtf8Form_isRefusedByName() {
    KeyRing ring = KeyRing.of("a", key(1));
    assertThatThrownBy(() -> ring.encrypt("\uD83D", "place")).hasMessageStartingWith("text: ");
    assertThatThrownBy(() -> ring.encrypt("text", "\uD83D"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("associatedData: ");
  }

  @Test
  void ring_givesNoKeyAway() {
    byte[] key = PlantedSecret.ENCRYPTION_KEY.value.substring(0, 32).getBytes(US_ASCII);
    KeyRing ring = KeyRing.of("a", key).acceptingPlaintext();
    assertThat(PlantedSecret.shownIn(ring + ring.encrypt("text", "place"))).isEmpty();
    assertThat(KeyRing.class.getMethods())
        .filteredOn(method -> method.getDeclaringClass() == KeyRing.class)
        .extracting(Method::getReturnType)
        .containsOnly(KeyRing.class, String.class, Optional.class);
    assertThat(KeyRing.class.getFields()).isEmpty();
    assertThat(Serializable.class.isAssignableFrom(KeyRing.class)).isFalse();
  }
}
