package io.github.zohooauth.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A success of the token endpoint, member by member, each as raw JSON. */
public final class TokenAnswer {

  public static final String BASE = "https://www.zohoapis.eu";

  private final Map<String, String> members = new LinkedHashMap<>();

  /** What Zoho documents for this call. */
  public static TokenAnswer to(TokenCall call) {
    TokenAnswer answer = new TokenAnswer();
    answer.with("access_token", text(PlantedSecret.ISSUED_ACCESS_TOKEN.value));
    if (call == TokenCall.EXCHANGE) {
      answer.with("refresh_token", text(PlantedSecret.ISSUED_REFRESH_TOKEN.value));
    }
    return answer
        .with("scope", text("ZohoCRM.modules.ALL"))
        .with("api_domain", text(BASE))
        .with("token_type", text("Bearer"))
        .with("expires_in", "3600");
  }

  public static String text(String value) {
    return '"' + value + '"';
  }

  /** Sets a member, or leaves it out where the JSON is empty. */
  public TokenAnswer with(String member, String json) {
    members.put(member, json);
    return this;
  }

  public String json() {
    return members.entrySet().stream()
        .filter(member -> !member.getValue().isEmpty())
        .map(member -> text(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
