package io.github.zohooauth;

import java.util.List;
import java.util.Map;

/** The tokens of an answer: missing, renamed, wrongly typed, malformed. */
final class TokenMembers {

  private static final String TOKEN = Issued.text(Secret.ISSUED_ACCESS_TOKEN.value);
  private static final String REFRESH = Issued.text(Secret.ISSUED_REFRESH_TOKEN.value);

  private TokenMembers() {}

  static void addTo(List<Dialect> dialects, Call call) {
    for (String none : List.of("", "null", "\"\"", "5", "true", "[" + TOKEN + "]", "{\"a\":1}")) {
      dialects.add(refused(call, Map.of("access_token", none)));
    }
    for (String malformed : List.of("a b", "a\\nb", "a\\u0000", "\\u00e9", "a\\\"b", "a,b", " a")) {
      dialects.add(refused(call, Map.of("access_token", Issued.text(malformed))));
      dialects.add(refused(call, Map.of("refresh_token", Issued.text(malformed))));
    }
    for (String name : List.of("accessToken", "Access_Token", "access-token", "token")) {
      dialects.add(refused(call, Map.of("access_token", "", name, TOKEN)));
    }
    for (String length : List.of("a".repeat(4096), "a", "1000.a~b+c/d=e-f_g")) {
      dialects.add(
          new Dialect(
              call,
              Map.of("access_token", Issued.text(length)),
              reading -> Dialect.assertEqual(length, reading.token().value())));
    }
    dialects.add(refused(call, Map.of("access_token", Issued.text("a".repeat(4097)))));
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
  private static void addRefreshTokens(List<Dialect> dialects, Call call) {
    dialects.add(storing(call, REFRESH, Secret.ISSUED_REFRESH_TOKEN));
    for (String none : List.of("", "null", "\"\"", "5", "true", "[" + REFRESH + "]", "{}")) {
      dialects.add(
          call == Call.EXCHANGE
              ? refused(call, Map.of("refresh_token", none))
              : storing(call, none, Secret.STORED_REFRESH_TOKEN));
    }
  }

  private static Dialect storing(Call call, String json, Secret refreshToken) {
    return new Dialect(
        call,
        Map.of("refresh_token", json),
        reading ->
            Dialect.assertEqual(
                refreshToken.value, String.valueOf(reading.stored().refreshToken())));
  }

  private static Dialect issued(Call call, Map<String, String> changes) {
    return new Dialect(
        call,
        changes,
        reading -> Dialect.assertEqual(Secret.ISSUED_ACCESS_TOKEN.value, reading.token().value()));
  }

  private static Dialect refused(Call call, Map<String, String> changes) {
    return new Dialect(call, changes, null);
  }
}
