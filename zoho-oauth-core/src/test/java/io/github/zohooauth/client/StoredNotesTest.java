package io.github.zohooauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.zohooauth.AccessToken;
import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TokenOwner;
import io.github.zohooauth.TokenStoreException;
import io.github.zohooauth.internal.renewal.RenewalHistory;
import io.github.zohooauth.internal.renewal.SignInHistory;
import io.github.zohooauth.store.KeyRing;
import io.github.zohooauth.store.StoredToken;
import io.github.zohooauth.store.StoredTokenTest;
import io.github.zohooauth.store.TokenCodec;
import io.github.zohooauth.store.TokenKey;
import io.github.zohooauth.store.TokenStore;
import io.github.zohooauth.testkit.CannedAnswer;
import io.github.zohooauth.testkit.CountingZoho;
import io.github.zohooauth.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The notes of a record: checked by their names, and kept where another version wrote them. */
class StoredNotesTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final TokenKey KEY = new TokenKey("1000.ABC", TokenOwner.user("42"));

  /** As version 0.1.0 wrote it. */
  private static final String FIRST =
      "{\"zohoOAuthToken\":1,\"key\":\"client=1000.ABC&user=42\",\"dataCenter\":\"eu\","
          + "\"accessToken\":\"1000.access\",\"expiresAt\":1767272400000,"
          + "\"apiDomain\":\"https://www.zohoapis.eu\",\"scopes\":[\"email\"],"
          + "\"obtainedAt\":1767268800000,\"refreshToken\":\"1000.refresh\","
          + "\"details\":{\"e-mail\":\"a@b.example\"},"
          + "\"calls\":[1767268800000,1767268800007],\"notBefore\":1767269400000,"
          + "\"why\":\"a \\\"reason\\\"\",\"failures\":2,\"refused\":\"ab12\","
          + "\"replacedAt\":1767268740000,\"refreshTokens\":3,\"forSession\":true,"
          + "\"lacksRefreshToken\":true,\"subject\":\"cd34\",\"later\":{\"a\":[1,\"b\"]}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "later|SECRET",
        "later|##",
        "later|1 2",
        "later|1,#x#:2",
        "later|{}}",
        "later|{\"a\":1,\"a\":2}",
        "later|1e9999999999",
        "later|[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
        "calls|7",
        "calls|[\"SECRET\"]",
        "calls|[1.5]",
        "calls|{}",
        "notBefore|\"1767269400000\"",
        "notBefore|null",
        "why|7",
        "failures|-1",
        "failures|1.0",
        "unsent|-1",
        "refused|[]",
        "replacedAt|99999999999999999999",
        "refreshTokens|\"SECRET\"",
        "forSession|1",
        "lacksRefreshToken|\"true\"",
        "subject|{}",
        "adopted|7",
      })
  void noteThatIsMalformed_isRefusedByItsName(String name, String value) {
    assertThatThrownBy(() -> StoredTokenTest.noted(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("notes: ")
        .hasMessageEndingWith(name)
        .hasMessageNotContaining("SECRET");
    String text = TokenCodec.plain().encode(KEY, StoredTokenTest.noted(Map.of()));
    String malformed = text.replaceFirst("\\{", "{\"" + name + "\":" + value + ",");
    assertThatThrownBy(() -> TokenCodec.plain().decode(KEY, malformed))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageContaining(KEY.text())
        .hasMessageNotContaining("SECRET")
        .hasNoCause();
  }

  @Test
  void decode_ofAMalformedNote_saysThatAFieldIs() {
    String text = FIRST.replace("\"failures\":2", "\"failures\":\"SECRET\"");
    assertThatThrownBy(() -> TokenCodec.plain().decode(KEY, text))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageEndingWith("has a field that is missing or malformed");
  }

  @Test
  void note_withTheNameOfAnotherPart_isRefused() throws Exception {
    String text = TokenCodec.plain().encode(KEY, StoredTokenTest.noted(Map.of()));
    List<String> parts =
        new JsonMapper().readTree(text).properties().stream().map(Map.Entry::getKey).toList();
    assertThat(parts).hasSize(10);
    for (String part : parts) {
      assertThatThrownBy(() -> StoredTokenTest.noted(Map.of(part, "1")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("notes: the name of another part of a record: " + part);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " [ 1 , 2 ] ",
        "\"\\u0041\\u0000\"",
        "-1.50",
        "1E+2",
        "99999999999999999999",
        "true",
        "null",
        "{\"\":{\"b\":[]}}",
        "[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]"
      })
  void note_ofAnyJson_isTheSameAfterASave(String value) {
    StoredToken token = StoredTokenTest.noted(Map.of("later", value, "", "0"));
    KeyRing ring = KeyRing.of("1", "0123456789abcdef".repeat(2).getBytes(StandardCharsets.UTF_8));
    for (TokenCodec codec : List.of(TokenCodec.plain(), TokenCodec.aesGcm(ring))) {
      assertThat(codec.decode(KEY, codec.encode(KEY, token))).isEqualTo(token);
    }
  }

  @Test
  void recordOfVersion010_hasEachNoteByItsName_andIsWrittenAsItWas() throws Exception {
    StoredToken token = TokenCodec.plain().decode(KEY, FIRST);
    assertThat(token.notes())
        .containsEntry("calls", "[1767268800000,1767268800007]")
        .containsEntry("notBefore", "1767269400000")
        .containsEntry("why", "\"a \\\"reason\\\"\"")
        .containsEntry("forSession", "true")
        .containsAllEntriesOf(StoredTokenTest.LATER)
        .hasSize(11);
    RenewalHistory renewals = RenewalHistory.of(token);
    assertThat(renewals)
        .isEqualTo(
            new RenewalHistory(
                List.of(NOON, NOON.plusMillis(7)),
                NOON.plusSeconds(600),
                "a \"reason\"",
                2,
                0,
                "ab12",
                NOON.minusSeconds(60)));
    SignInHistory signIns = SignInHistory.of(token);
    assertThat(signIns).isEqualTo(new SignInHistory(3, true, "cd34", true, null, null));
    JsonMapper json = new JsonMapper();
    for (StoredToken same :
        List.of(token, renewals.onto(signIns.onto(StoredTokenTest.noted(StoredTokenTest.LATER))))) {
      assertThat(json.readTree(TokenCodec.plain().encode(KEY, same)))
          .isEqualTo(json.readTree(FIRST));
    }
    assertThat(RenewalHistory.NONE.onto(SignInHistory.NONE.onto(token)).notes())
        .isEqualTo(StoredTokenTest.LATER);
  }

  @Test
  void noteOfAnotherVersion_survivesRenewalsFailuresAndSignIns() {
    ManualTime time = new ManualTime();
    TokenStore store = TokenStore.inMemory();
    try (CountingZoho zoho = new CountingZoho(time);
        SelfClient client = zoho.client().tokenStore(store).pauses(time).build()) {
      StoredToken old = zoho.record("old", time.instant().minus(Duration.ofHours(1)));
      store.save(
          Scene.KEY,
          new StoredToken(
              old.location(),
              old.accessToken(),
              old.obtainedAt(),
              old.refreshToken(),
              old.details(),
              StoredTokenTest.LATER));
      zoho.script = number -> CannedAnswer.json(200, "{\"error\":\"invalid_client\"}");
      assertThatThrownBy(client::getAccessToken).isInstanceOf(ConfigurationException.class);
      assertKept(store, "1.old");
      zoho.script = number -> null;
      time.advance(Duration.ofMinutes(1));
      AccessToken renewed = client.getAccessToken();
      assertKept(store, renewed.value());
      AccessToken exchanged = client.exchange("1.code").accessToken();
      assertThat(exchanged).isNotEqualTo(renewed);
      assertKept(store, exchanged.value());
    }
  }

  private static void assertKept(TokenStore store, String accessToken) {
    StoredToken stored = store.load(Scene.KEY).orElseThrow();
    assertThat(Objects.requireNonNull(stored.accessToken()).value()).isEqualTo(accessToken);
    assertThat(stored.notes()).containsAllEntriesOf(StoredTokenTest.LATER);
  }
}
