package io.github.zohooauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenOwnerTest {

  private static final List<@Nullable String> NAMES =
      Arrays.asList(
          null,
          "a",
          "A",
          "a ",
          " ",
          "a=b&c",
          "&",
          "=",
          "%41",
          "%",
          "+",
          ",",
          "unnamed",
          "null",
          "user=a",
          "\u00e9",
          "e\u0301",
          "\uD83D\uDE00",
          "\u0000",
          "a\n",
          "\u2028",
          "\ufffd");

  private static final List<@Nullable Environment> ENVIRONMENTS =
      Arrays.asList(null, Environment.PRODUCTION, Environment.SANDBOX, Environment.DEVELOPER);

  @Test
  void text_ofEveryOwner_isOneLineOfAscii_andReadsBack() {
    Set<String> texts = new HashSet<>();
    for (String user : NAMES) {
      for (String organization : NAMES) {
        for (Environment environment : ENVIRONMENTS) {
          TokenOwner owner = new TokenOwner(user, organization, environment);
          assertThat(texts.add(owner.text())).as(owner.text()).isTrue();
          assertThat(owner.text()).matches("[\\x21-\\x7e]+");
          assertThat(TokenOwner.parse(owner.text())).isEqualTo(owner);
        }
      }
    }
  }

  @Test
  void text_ofAnyCharacters_readsBack() {
    Random chance = new Random(20261130);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder name = new StringBuilder();
      chance
          .ints(1 + chance.nextInt(8), 0, 0x110000)
          .filter(point -> point < 0xd800 || point >= 0xe000)
          .forEach(name::appendCodePoint);
      TokenOwner owner = TokenOwner.user("u" + name).inOrganization("o" + name);
      assertThat(TokenOwner.parse(owner.text())).isEqualTo(owner);
    }
  }

  @Test
  void text_isAsDocumented() {
    assertThat(TokenOwner.unnamed().text()).isEqualTo("unnamed");
    assertThat(TokenOwner.user("42").inEnvironment(Environment.SANDBOX).text())
        .isEqualTo("user=42&environment=SANDBOX");
    assertThat(TokenOwner.organization("a b").text()).isEqualTo("organization=a+b");
    assertThat(TokenOwner.parse("unnamed")).isEqualTo(TokenOwner.unnamed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "unnamed ",
        "Unnamed",
        "unnamed&user=42",
        "user=42&unnamed",
        "42",
        "user",
        "user=",
        "user=42&",
        "&user=42",
        "user=42&user=42",
        "user=42&user=43",
        "organization=1&user=42",
        "user=42&other=1",
        "user=4 2",
        "user=%zz",
        "user=%4",
        "user=%34",
        "user=%ed%a0%bd",
        "user=\u00e9",
        "user=42\n",
        "environment=MOON",
        "environment=",
        "user=42&scopes=A",
        "client=1000.ABC"
      })
  void parse_ofAnotherText_isRefused_andDoesNotQuoteIt(String text) {
    assertThatThrownBy(() -> TokenOwner.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text: not the text of a token owner")
        .hasNoCause();
  }

  @Test
  void names_thatAreEmptyOrHalfASurrogatePair_areRefused() {
    assertThatThrownBy(() -> TokenOwner.user("")).hasMessageStartingWith("user: ");
    assertThatThrownBy(() -> TokenOwner.user("\uD83D")).hasMessageStartingWith("user: ");
    assertThatThrownBy(() -> TokenOwner.organization("\uDE00"))
        .hasMessageStartingWith("organization: ");
  }
}
