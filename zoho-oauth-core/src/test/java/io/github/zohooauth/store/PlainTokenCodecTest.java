package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.DataCenter;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.UnreadableRecordException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTokenCodecTest {

  private static final TokenKey KEY = new TokenKey("1000.ABC", TokenOwner.user("42"));
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final StoredToken TOKEN =
      StoredToken.refreshing(DataCenter.EU, "1000.r")
          .withAccessToken(
              new AccessToken(
                  "1000.a",
                  NOON.plusSeconds(3600),
                  Set.of("email"),
                  DataCenter.EU,
                  URI.create("https://www.zohoapis.eu")),
              NOON)
          .withDetail("e-mail", "a@b.example");

  private final TokenCodec codec = TokenCodec.plain();

  /** Fixed, since files and rows of this version outlive it. */
  @Test
  void encode_isTheDocumentedForm() {
    assertThat(codec.encode(KEY, TOKEN))
        .isEqualTo(
            "{\"zohoOAuthToken\":1,\"key\":\"client=1000.ABC&user=42\","
                + "\"dataCenter\":\"eu\",\"accessToken\":\"1000.a\","
                + "\"expiresAt\":1767272400000,\"apiDomain\":\"https://www.zohoapis.eu\","
                + "\"scopes\":[\"email\"],\"obtainedAt\":1767268800000,"
                + "\"refreshToken\":\"1000.r\",\"details\":{\"e-mail\":\"a@b.example\"}}");
  }

  @Test
  void notes_surviveTheRoundTrip() {
    RenewalHistory notes =
        RenewalHistory.NONE
            .with(List.of(NOON, NOON.plusMillis(7)))
            .waiting(NOON.plusSeconds(600), "a reason")
            .refusing("1000.r", DataCenter.EU)
            .withRejectedRenewal(NOON.minusSeconds(60));
    StoredToken noted = notes.onto(TOKEN);
    StoredToken decoded = codec.decode(KEY, codec.encode(KEY, noted));
    assertThat(decoded).isEqualTo(noted);
    assertThat(RenewalHistory.of(decoded))
        .as("what is read is what memory keeps")
        .isEqualTo(RenewalHistory.of(noted));
    assertThat(RenewalHistory.of(decoded).refuses("1000.r", DataCenter.EU)).isTrue();
    assertThat(RenewalHistory.of(decoded).refuses("1000.r", DataCenter.US)).isFalse();
    assertThat(RenewalHistory.of(decoded).refuses("1000.other", DataCenter.EU)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"zohoOAuthToken\":\"1\",\"dataCenter\":\"eu\"}",
        "{\"zohoOAuthToken\":1}",
        "{\"zohoOAuthToken\":1,\"dataCenter\":7}",
        "{\"zohoOAuthToken\":1,\"dataCenter\":\"https://evil.example\"}",
        "{\"zohoOAuthToken\":1,\"dataCenter\":\"eu\",\"refreshToken\":\"1000.SECRET\\n\"}",
        "{\"zohoOAuthToken\":1,\"dataCenter\":\"eu\",\"calls\":[\"1000.SECRET\"]}",
        "{\"zohoOAuthToken\":1,\"dataCenter\":\"eu\",\"accessToken\":\"1000.SECRET\"}",
        "{\"zohoOAuthToken\":1,\"dataCenter\":\"eu\"}{}",
        "{\"zohoOAuthToken\":1,\"dataCenter\":\"eu\",\"dataCenter\":\"us\"}"
      })
  void decode_refusesWhatItDidNotWrite_andQuotesNothing(String text) {
    assertThatThrownBy(() -> codec.decode(KEY, text))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining(KEY.text())
        .hasMessageNotContaining("SECRET")
        .hasNoCause();
  }

  @Test
  void decode_ofNewerFormat_saysSo() {
    assertThatThrownBy(() -> codec.decode(KEY, "{\"zohoOAuthToken\":2,\"all\":\"new\"}"))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("use a newer one");
  }

  @Test
  void keyOf_isWhoseRecordItIs() {
    assertThat(codec.keyOf(KEY.sha256(), codec.encode(KEY, TOKEN))).isEqualTo(KEY);
  }

  @Test
  void record_ofOtherScopes_isRefused() {
    TokenKey key = new TokenKey("1000.ABC", TokenOwner.unnamed(), Set.of("A.READ"));
    StoredToken token = StoredToken.refreshing(DataCenter.EU, "1000.r");
    String text = codec.encode(key, token);
    assertThat(codec.keyOf(key.sha256(), text)).isEqualTo(key);
    for (Set<String> scopes : List.of(Set.<String>of(), Set.of("A.READ", "B.READ"))) {
      TokenKey other = new TokenKey("1000.ABC", TokenOwner.unnamed(), scopes);
      assertThatThrownBy(() -> codec.decode(other, text))
          .isInstanceOf(TokenStoreException.class)
          .hasMessageContaining("is of another key than its place");
    }
  }

  @Test
  void decode_ofRecordThatLeavesItsKeyOut_isTheSameToken_andIsNotListed() {
    String early = codec.encode(KEY, TOKEN).replace("\"key\":\"" + KEY.text() + "\",", "");
    assertThat(early).doesNotContain("key");
    assertThat(codec.decode(KEY, early)).isEqualTo(TOKEN);
    assertThatThrownBy(() -> codec.keyOf(KEY.sha256(), early))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("does not say whose it is");
  }

  @Test
  void recordInAnotherUsersPlace_isRefused_andNeitherIsNamed() {
    TokenKey other = new TokenKey("1000.ABC", TokenOwner.user("eve"));
    String copied = codec.encode(KEY, TOKEN);
    assertThatThrownBy(() -> codec.decode(other, copied))
        .isInstanceOf(TokenStoreException.class)
        .hasMessage("the stored token is of another key than its place");
    assertThatThrownBy(() -> codec.keyOf(other.sha256(), copied))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("another key")
        .hasMessageNotContaining(KEY.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"zohoOAuthToken\":1,\"key\":7}",
        "{\"zohoOAuthToken\":1,\"key\":\"1000.SECRET\"}",
        "{\"zohoOAuthToken\":1,\"key\":\"client=1000.SECRET\"}",
        "{\"zohoOAuthToken\":2,\"key\":\"client=1000.SECRET\"}"
      })
  void keyOf_refusesWhatTellsNoKeyOfThisPlace_andQuotesNothing(String text) {
    assertThatThrownBy(() -> codec.keyOf(KEY.sha256(), text))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining(KEY.sha256())
        .hasMessageNotContaining("SECRET")
        .hasNoCause();
  }

  @Test
  void longestNames_areReadAgain_andLongerOnesAreNotWritten() {
    TokenKey longest = new TokenKey("1000.ABC", TokenOwner.user("\u20ac".repeat(20_000)));
    String text = codec.encode(longest, TOKEN);
    assertThat(codec.decode(longest, text)).isEqualTo(TOKEN);
    assertThat(codec.keyOf(longest.sha256(), text)).isEqualTo(longest);
    TokenKey tooLong = new TokenKey("1000.ABC", TokenOwner.user("\u20ac".repeat(22_000)));
    assertThatThrownBy(() -> codec.encode(tooLong, TOKEN))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining("190000 bytes");
  }
}
