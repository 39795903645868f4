package io.github.zohooauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A success of the token endpoint, member by member, each as raw JSON. */
public final class Issued {

  public static final String BASE = "https://www.zohoapis.eu";

  private final Map<String, String> members = new LinkedHashMap<>();

  /** What Zoho documents for this call. */
  public static Issued to(Call call) {
    Issued answer = new Issued();
    answer.with("access_token", text(Secret.ISSUED_ACCESS_TOKEN.value));
    if (call == Call.EXCHANGE) {
      answer.with("refresh_token", text(Secret.ISSUED_REFRESH_TOKEN.value));
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
  public Issued with(String member, String json) {
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
