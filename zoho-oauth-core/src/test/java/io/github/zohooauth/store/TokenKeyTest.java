package io.github.zohooauth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.zohooauth.Environment;
import io.github.zohooauth.TokenOwner;
import java.util.HashSet;
import java.util.LinkedHashSet;
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

  @Test
  void text_withScopes_isAsDocumented_inAnyOrder() {
    String text = "client=1000.ABC&organization=ZohoCRM.1&scopes=A.READ,B%3Ac%2Fd";
    TokenOwner owner = TokenOwner.organization("ZohoCRM.1");
    for (List<String> scopes : List.of(List.of("A.READ", "B:c/d"), List.of("B:c/d", "A.READ"))) {
      TokenKey key = new TokenKey("1000.ABC", owner, new LinkedHashSet<>(scopes));
      assertThat(key.text()).isEqualTo(text);
      assertThat(key).isEqualTo(TokenKey.parse(text)).hasSameHashCodeAs(TokenKey.parse(text));
      assertThat(key.scopes()).containsExactly("A.READ", "B:c/d");
    }
    assertThat(new TokenKey("1000.ABC", owner))
        .isEqualTo(new TokenKey("1000.ABC", owner, Set.of()))
        .isNotEqualTo(TokenKey.parse(text));
  }

  /** Names of files and rows of earlier versions. */
  @Test
  void keyWithoutScopes_isWhereItWas() {
    assertThat(new TokenKey("1000.ABC", TokenOwner.user("42")).sha256())
        .isEqualTo("3a959147b37a202d55aeb8f535c5ae11e110ba140f1c536025e87e194baaef3a");
    assertThat(new TokenKey("1000.ABC", TokenOwner.unnamed()).text()).isEqualTo("client=1000.ABC");
  }

  @Test
  void scopes_areCopied() {
    Set<String> scopes = new HashSet<>(Set.of("A.READ"));
    TokenKey key = new TokenKey("1000.ABC", TokenOwner.unnamed(), scopes);
    scopes.add("B.READ");
    assertThat(key.scopes()).containsExactly("A.READ");
    assertThatThrownBy(() -> key.scopes().add("B.READ"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "client=a&scopes=",
        "client=a&scopes=A,",
        "client=a&scopes=,A",
        "client=a&scopes=B,A",
        "client=a&scopes=A,A",
        "client=a&scopes=%41",
        "client=a&scopes=A%2CB",
        "client=a&scopes=A&scopes=B",
        "scopes=A&client=a",
        "user=42",
        "client=",
        "client=a&client=b",
        "client=a&user=",
        "client=a&other=1",
        "client=a&environment=MOON",
        "client=a&user=%zz",
        "client=a&",
        "client=a&unnamed",
        "client=a&user=%41",
        "client=a&environment=SANDBOX&user=1",
        "client=a&scopes=A&user=1",
        "client=a\n",
        "client"
      })
  void parse_refusesWhatIsNoKey(String text) {
    assertThatThrownBy(() -> TokenKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
