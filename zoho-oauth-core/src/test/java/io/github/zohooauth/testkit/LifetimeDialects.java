package io.github.zohooauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.zohooauth.client.Scene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a token lives, in the units and types that Zoho has used, and in others. */
final class LifetimeDialects {

  private static final int HOUR = 3600;
  private static final int DAY = 86_400;
  private static final Map<String, Integer> EXPIRES_IN = new LinkedHashMap<>();

  static {
    EXPIRES_IN.put("1", 1);
    EXPIRES_IN.put("3600", HOUR);
    EXPIRES_IN.put("3599", 3599);
    EXPIRES_IN.put("86400", DAY);
    EXPIRES_IN.put("86401", 86); // above a day it is milliseconds
    EXPIRES_IN.put("3600000", HOUR);
    EXPIRES_IN.put("7200000", 2 * HOUR);
    EXPIRES_IN.put("86400000", DAY);
    EXPIRES_IN.put("90000000", DAY); // and never more than a day
    EXPIRES_IN.put("100000000000000000", DAY);
    for (String number : List.copyOf(EXPIRES_IN.keySet())) {
      EXPIRES_IN.put(TokenAnswer.text(number), EXPIRES_IN.get(number));
    }
    EXPIRES_IN.put("3600.0", HOUR);
    EXPIRES_IN.put("3.6e3", HOUR);
    String[] senseless = {
      "",
      "null",
      "true",
      "false",
      "[]",
      "[60]",
      "{}",
      "{\"a\":60}",
      "0",
      "-1",
      "-60000000",
      "-0",
      "1e400",
      "-1e400",
      "\"\"",
      "\"soon\"",
      "\"NaN\"",
      "\"Infinity\"",
      "\"1e400\"",
      "\"-60\"",
      "\"0x10\"",
      "\"60s\"",
      "\"\\u0666\\u0660\""
    };
    for (String json : senseless) {
      EXPIRES_IN.put(json, HOUR);
    }
  }

  private static final List<String> NOT_JSON =
      List.of("NaN", "Infinity", "+60", "060", "0x10", ".5", "60s", "9".repeat(40));

  private LifetimeDialects() {}

  static void addTo(List<AnswerDialect> dialects, TokenCall call) {
    EXPIRES_IN.forEach((json, life) -> dialects.add(living(call, json, "", life)));
    for (String json : NOT_JSON) {
      dialects.add(new AnswerDialect(call, Map.of("expires_in", json), null));
    }
    dialects.add(
        new AnswerDialect(
            call,
            Map.of("expires_in", Long.toString(Long.MAX_VALUE)),
            reading ->
                assertThat(reading.token().expiresAt())
                    .isBetween(Scene.NOW.plusSeconds(1), Scene.NOW.plusSeconds(DAY))));
    for (String milliseconds : List.of("3600000", "", "60", "\"x\"")) {
      dialects.add(living(call, milliseconds, "1800", 1800));
      dialects.add(living(call, milliseconds, "\"1800\"", 1800));
      dialects.add(living(call, milliseconds, "90000", DAY));
    }
    for (String senseless : List.of("0", "-1", "\"x\"", "null", "true", "[1]", "1e400")) {
      dialects.add(living(call, "7200000", senseless, 2 * HOUR));
      dialects.add(living(call, "", senseless, HOUR));
    }
  }

  private static AnswerDialect living(
      TokenCall call, String expiresIn, String expiresInSec, int life) {
    return new AnswerDialect(
        call,
        Map.of("expires_in", expiresIn, "expires_in_sec", expiresInSec),
        reading ->
            AnswerDialect.assertEqual(Scene.NOW.plusSeconds(life), reading.token().expiresAt()));
  }
}
