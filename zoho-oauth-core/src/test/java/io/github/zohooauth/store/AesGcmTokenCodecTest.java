package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.testkit.PlantedSecret;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesGcmTokenCodecTest {

  private static final TokenKey KEY = new TokenKey("1000.ABC", TokenOwner.user("ada@example.com"));
  private static final StoredToken TOKEN =
      StoredToken.refreshing(DataCenter.EU, PlantedSecret.STORED_REFRESH_TOKEN.value)
          .withDetail("e-mail", "ada@example.com");
  private static final KeyRing RING = KeyRing.of("2026-11", KeyRingTest.key(1));

  private final TokenCodec codec = TokenCodec.aesGcm(RING);

  @Test
  void record_isReadUnderItsKey_andListed() {
    String text = codec.encode(KEY, TOKEN);
    assertThat(codec.decode(KEY, text)).isEqualTo(TOKEN);
    assertThat(codec.keyOf(KEY.sha256(), text)).isEqualTo(KEY);
    assertThat(codec.encode(KEY, TOKEN)).isNotEqualTo(text);
  }

  /** Made by the JDK's own HKDF and AES-GCM; files and rows of this form outlive its version. */
  @Test
  void record_inTheDocumentedForm_isRead() {
    byte[] key = new byte[32];
    IntStream.range(0, 32).forEach(i -> key[i] = (byte) i);
    String text =
        "zot1.2026-11.ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1-f4CBgoPIycrLzM3Oz9DR0tMHgQm"
            + "K58cKl5H9ooqkv-aklvGdrRp5DPwPjlE_lm8aafU5wRvoSrUPn4-eTak9yn6E3_UTvXnELqYj3mP"
            + "Yo1H6x3uwpVfSi5B21GRkXyWSdy90I1Drrc1y4EKkV71I-RtCCsL7RFD6LX5DHGU8gQ";
    TokenKey place = new TokenKey("1000.ABC", TokenOwner.user("42"));
    assertThat(TokenCodec.aesGcm(KeyRing.of("2026-11", key)).decode(place, text))
        .isEqualTo(StoredToken.refreshing(DataCenter.EU, "1000.r"));
  }

  @Test
  void scopes_areBoundToTheRecord() {
    TokenKey key = new TokenKey("1000.ABC", TokenOwner.unnamed(), Set.of("A.READ", "B.READ"));
    String text = codec.encode(key, TOKEN);
    assertThat(codec.decode(key, text)).isEqualTo(TOKEN);
    assertThat(codec.keyOf(key.sha256(), text)).isEqualTo(key);
    for (Set<String> scopes : List.of(Set.<String>of(), Set.of("A.READ"), Set.of("B.READ"))) {
      TokenKey other = new TokenKey("1000.ABC", TokenOwner.unnamed(), scopes);
      assertThatThrownBy(() -> codec.decode(other, text))
          .isInstanceOf(UnreadableRecordException.class)
          .hasMessageContaining("or the record was changed, cut off or moved");
    }
  }

  @Test
  void text_showsNeitherTokenNorOwner() {
    String text = codec.encode(KEY, TOKEN);
    assertThat(text).matches("zot1\\.2026-11\\.[A-Za-z0-9_-]+").doesNotContain("ada", "1000");
    assertThat(PlantedSecret.shownIn(text)).isEmpty();
  }

  @Test
  void recordInClear_isRefused_unlessTheRingSaysOtherwise() {
    String clear = TokenCodec.plain().encode(KEY, TOKEN);
    assertThatThrownBy(() -> codec.decode(KEY, clear))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("acceptingPlaintext()");
    assertThatThrownBy(() -> codec.keyOf(KEY.sha256(), clear))
        .isInstanceOf(UnreadableRecordException.class);
    TokenCodec changing = TokenCodec.aesGcm(RING.acceptingPlaintext());
    assertThat(changing.isCurrent(clear)).isFalse();
    assertThat(changing.decode(KEY, clear)).isEqualTo(TOKEN);
    assertThat(changing.keyOf(KEY.sha256(), clear)).isEqualTo(KEY);
    assertThat(codec.decode(KEY, changing.encode(KEY, TOKEN))).isEqualTo(TOKEN);
  }

  @Test
  void plainCodec_ofEncryptedRecord_asksForTheKey() {
    String text = codec.encode(KEY, TOKEN);
    assertThatThrownBy(() -> TokenCodec.plain().decode(KEY, text))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("TokenCodec.aesGcm");
  }

  @Test
  void unknownKey_isNamed() {
    String text = codec.encode(KEY, TOKEN);
    TokenCodec other = TokenCodec.aesGcm(KeyRing.of("2027", KeyRingTest.key(2)));
    assertThatThrownBy(() -> other.decode(KEY, text))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("key 2026-11, which the key ring lacks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zot1",
        "zot1.",
        "zot1.2026-11",
        "zot1.2026-11.",
        "zot1.2026-11.AAAA",
        "zot1.2026-11.AAAA.AAAA",
        "zot1.2026-11.not base64",
        "zot1.SECRET\n.AAAA",
        "zot1..AAAA",
        "SECRET",
        "ZOT1.2026-11.AAAA"
      })
  void whatCannotBeWhole_isDamaged_andNotQuoted(String text) {
    assertThatThrownBy(() -> codec.decode(KEY, text))
        .isExactlyInstanceOf(TokenStoreException.class)
        .hasMessageContaining(KEY.text())
        .hasMessageNotContaining("SECRET");
  }

  @Test
  void newerForm_isLeftAlone() {
    assertThatThrownBy(() -> codec.decode(KEY, "zot2.2026-11.AAAA"))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("newer");
  }

  /** No form that an owner of any length makes is longer than a store has to keep. */
  @Test
  void longestRecord_isAtMostTheLengthThatStoresAreTold() {
    TokenKey longest = new TokenKey("1000.ABC", TokenOwner.user("x".repeat(189_000)));
    String text = codec.encode(longest, TOKEN);
    assertThat(text.length()).isBetween(250_000, 256 * 1024);
    assertThat(codec.decode(longest, text)).isEqualTo(TOKEN);
  }

  @Test
  void codec_isSharedByThreads() {
    IntStream.range(0, 2_000)
        .parallel()
        .forEach(
            i -> {
              TokenKey key = new TokenKey("1000.ABC", TokenOwner.user("u" + i));
              StoredToken token = StoredToken.refreshing(DataCenter.EU, "1000." + i);
              assertThat(codec.decode(key, codec.encode(key, token))).isEqualTo(token);
            });
  }
}
