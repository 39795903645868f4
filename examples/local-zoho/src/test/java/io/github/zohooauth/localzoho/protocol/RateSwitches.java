package io.github.zohooauth.localzoho.protocol;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.localzoho.Client;
import io.github.zohooauth.localzoho.LocalZoho;
import io.github.zohooauth.localzoho.User;
import io.github.zohooauth.localzoho.testkit.BrowserCalls;
import io.github.zohooauth.localzoho.testkit.Browsing;
import io.github.zohooauth.localzoho.testkit.TokenCalls;
import io.github.zohooauth.localzoho.testkit.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the wire shows under each value of the switches of how often codes and tokens come. */
final class RateSwitches {
  private static final String SCOPE = "ZohoCRM.org.READ";

  private RateSwitches() {}

  static Map<Switch, Consumer<LocalZoho>> expectations() {
    return Map.ofEntries(
        entry(RateSwitch.AccessTokens.TEN, zoho -> assertThat(refreshes(zoho, 14)).isEqualTo(9)),
        entry(
            RateSwitch.AccessTokens.NOT_LIMITED,
            zoho -> assertThat(refreshes(zoho, 14)).isEqualTo(14)),
        entry(
            RateSwitch.AskedTooEarly.PROLONGS,
            zoho -> assertThat(afterAskingEarly(zoho)).isFalse()),
        entry(
            RateSwitch.AskedTooEarly.IS_IGNORED,
            zoho -> assertThat(afterAskingEarly(zoho)).isTrue()),
        entry(RateSwitch.RefreshTokens.FIVE, zoho -> assertThat(exchanges(zoho, 8)).isEqualTo(5)),
        entry(
            RateSwitch.RefreshTokens.NOT_LIMITED,
            zoho -> assertThat(exchanges(zoho, 8)).isEqualTo(8)),
        entry(RateSwitch.Codes.TEN_PER_USER, zoho -> assertCodes(zoho, 10, 20)),
        entry(RateSwitch.Codes.TEN_PER_CLIENT, zoho -> assertCodes(zoho, 20, 10)),
        entry(RateSwitch.Codes.FOUR_A_MINUTE_OR_TEN_MINUTES_NONE, zoho -> assertCodes(zoho, 4, 8)),
        entry(RateSwitch.Codes.NOT_LIMITED, zoho -> assertCodes(zoho, 22, 22)));
  }

  private static long refreshes(LocalZoho zoho, int asked) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    String refreshToken = calls.tokens(SCOPE).path("refresh_token").asText();
    return Stream.generate(() -> Wire.json(calls.refresh(refreshToken)))
        .limit(asked)
        .filter(answer -> answer.has("access_token"))
        .count();
  }

  /** Asks once too often, and again when the ten minutes of the first calls are over. */
  private static boolean afterAskingEarly(LocalZoho zoho) {
    TokenCalls calls = TokenCalls.of(zoho, zoho.user("eu").selfClient());
    String refreshToken = calls.tokens(SCOPE).path("refresh_token").asText();
    for (int i = 0; i < 9; i++) {
      calls.refresh(refreshToken);
    }
    zoho.clock().advance(Duration.ofMinutes(9));
    assertThat(TokenCalls.error(calls.refresh(refreshToken))).isEqualTo("Access Denied");
    zoho.clock().advance(Duration.ofMinutes(1));
    return Wire.json(calls.refresh(refreshToken)).has("access_token");
  }

  private static long exchanges(LocalZoho zoho, int asked) {
    Client client = zoho.user("eu").selfClient();
    TokenCalls calls = TokenCalls.of(zoho, client);
    List<String> codes = Stream.generate(() -> client.code(SCOPE)).limit(asked).toList();
    return codes.stream()
        .filter(code -> Wire.json(calls.exchange(code)).has("access_token"))
        .count();
  }

  private static void assertCodes(LocalZoho zoho, long ofOneUser, long ofOneClient) {
    User user = zoho.user("eu");
    assertThat(codes(zoho, List.of(client(zoho), client(zoho)), List.of(user, user)))
        .isEqualTo(ofOneUser);
    Client client = client(zoho);
    assertThat(codes(zoho, List.of(client, client), List.of(zoho.user("eu"), zoho.user("eu"))))
        .isEqualTo(ofOneClient);
  }

  private static Client client(LocalZoho zoho) {
    return zoho.user("eu").serverClient(Browsing.CALLBACK);
  }

  /** Returns how many there are of eleven codes for each of two clients or users. */
  private static long codes(LocalZoho zoho, List<Client> clients, List<User> users) {
    return IntStream.range(0, 22)
        .mapToObj(i -> BrowserCalls.of(zoho, clients.get(i % 2), users.get(i % 2)))
        .filter(calls -> !calls.code().isEmpty())
        .count();
  }
}
