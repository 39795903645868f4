package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeyTest {

  private static final List<String> NAMES =
      List.of("a", "A", "a ", "a=b&c", "%41", "é", "e\u0301", "\uD83D\uDE00", "\u0000", "a\n", "+");

  @Test
  void text_isOneLineOfAscii_andReadsBack() {
    Set<String> texts = new HashSet<>();
    for (String user : NAMES) {
      for (String organization : NAMES) {
        for (Environment environment : Environment.values()) {
          TokenOwner owner = new TokenOwner(user, organization, environment);
          String text = new TokenKey("1000.ABC", owner).text();
          assertThat(text).matches("[\\x21-\\x7e]+");
          assertThat(texts.add(text)).as(text).isTrue();
          assertThat(TokenKey.parse(text)).isEqualTo(new TokenKey("1000.ABC", owner));
        }
      }
    }
  }

  @Test
  void text_isAsDocumented() {
    TokenOwner owner = TokenOwner.user("42").inEnvironment(Environment.SANDBOX);
    TokenKey key = new TokenKey("1000.ABC", owner);
    assertThat(key.text()).isEqualTo("client=1000.ABC&user=42&environment=SANDBOX");
    assertThat(key.sha256()).matches("[0-9a-f]{64}");
    assertThat(TokenKey.parse("client=1000.ABC"))
        .isEqualTo(new TokenKey("1000.ABC", TokenOwner.unnamed()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "user=42",
        "client=",
        "client=a&client=b",
        "client=a&user=",
        "client=a&other=1",
        "client=a&environment=MOON",
        "client=a&user=%zz",
        "client=a&",
        "client"
      })
  void parse_refusesWhatIsNoKey(String text) {
    assertThatThrownBy(() -> TokenKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void owner_refusesEmptyNamesAndHalfSurrogates() {
    assertThatThrownBy(() -> TokenOwner.user("")).hasMessageStartingWith("user: ");
    assertThatThrownBy(() -> TokenOwner.user("\uD83D")).hasMessageStartingWith("user: ");
    assertThatThrownBy(() -> TokenOwner.organization("\uDE00"))
        .hasMessageStartingWith("organization: ");
  }
}
