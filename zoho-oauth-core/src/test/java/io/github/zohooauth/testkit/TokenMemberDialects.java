package io.github.zohooauth.testkit;

import java.util.List;
import java.util.Map;

/** The tokens of an answer: missing, renamed, wrongly typed, malformed. */
final class TokenMemberDialects {

  private static final String TOKEN = TokenAnswer.text(PlantedSecret.ISSUED_ACCESS_TOKEN.value);
  private static final String REFRESH = TokenAnswer.text(PlantedSecret.ISSUED_REFRESH_TOKEN.value);

  private TokenMemberDialects() {}

  static void addTo(List<AnswerDialect> dialects, TokenCall call) {
    for (String none : List.of("", "null", "\"\"", "5", "true", "[" + TOKEN + "]", "{\"a\":1}")) {
      dialects.add(refused(call, Map.of("access_token", none)));
    }
    for (String malformed : List.of("a b", "a\\nb", "a\\u0000", "\\u00e9", "a\\\"b", "a,b", " a")) {
      dialects.add(refused(call, Map.of("access_token", TokenAnswer.text(malformed))));
      dialects.add(refused(call, Map.of("refresh_token", TokenAnswer.text(malformed))));
    }
    for (String name : List.of("accessToken", "Access_Token", "access-token", "token")) {
      dialects.add(refused(call, Map.of("access_token", "", name, TOKEN)));
    }
    for (String length : List.of("a".repeat(4096), "a", "1000.a~b+c/d=e-f_g")) {
      dialects.add(
          new AnswerDialect(
              call,
              Map.of("access_token", TokenAnswer.text(length)),
              reading -> AnswerDialect.assertEqual(length, reading.token().value())));
    }
    dialects.add(refused(call, Map.of("access_token", TokenAnswer.text("a".repeat(4097)))));
    for (String type : List.of("\"bearer\"", "\"BEARER\"", "\"Zoho-oauthtoken\"", "", "null")) {
      dialects.add(issued(call, Map.of("token_type", type)));
    }
    for (String type : List.of("\"mac\"", "\"DPoP\"", "\"N_A\"", "\"Bearer x\"")) {
      dialects.add(refused(call, Map.of("token_type", type)));
    }
    dialects.add(issued(call, Map.of("id_token", "\"a.b.c\"", "x", "{\"y\":[1,{}]}")));
    addRefreshTokens(dialects, call);
  }

  /** The stored refresh token stays unless another one comes; a code has to bring one. */
  private static void addRefreshTokens(List<AnswerDialect> dialects, TokenCall call) {
    dialects.add(storing(call, REFRESH, PlantedSecret.ISSUED_REFRESH_TOKEN));
    for (String none : List.of("", "null", "\"\"", "5", "true", "[" + REFRESH + "]", "{}")) {
      dialects.add(
          call == TokenCall.EXCHANGE
              ? refused(call, Map.of("refresh_token", none))
              : storing(call, none, PlantedSecret.STORED_REFRESH_TOKEN));
    }
  }

  private static AnswerDialect storing(TokenCall call, String json, PlantedSecret refreshToken) {
    return new AnswerDialect(
        call,
        Map.of("refresh_token", json),
        reading ->
            AnswerDialect.assertEqual(
                refreshToken.value, String.valueOf(reading.stored().refreshToken())));
  }

  private static AnswerDialect issued(TokenCall call, Map<String, String> changes) {
    return new AnswerDialect(
        call,
        changes,
        reading ->
            AnswerDialect.assertEqual(
                PlantedSecret.ISSUED_ACCESS_TOKEN.value, reading.token().value()));
  }

  private static AnswerDialect refused(TokenCall call, Map<String, String> changes) {
    return new AnswerDialect(call, changes, null);
  }
}
