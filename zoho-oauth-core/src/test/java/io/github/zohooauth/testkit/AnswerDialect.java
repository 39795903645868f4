package io.github.zohooauth.testkit;

import io.github.zohooauth.AccessToken;
import io.github.zohooauth.client.Scene;
import io.github.zohooauth.store.StoredToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One way in which an answer may be written, and what it has to be read as.
 *
 * @param changes members as raw JSON; an empty one is left out
 * @param claim about what was issued; null if nothing may be issued
 */
public record AnswerDialect(
    TokenCall call, Map<String, String> changes, @Nullable Consumer<Reading> claim) {

  /** What a call issued, and what is stored then. */
  public record Reading(AccessToken token, StoredToken stored) {}

  static final List<TokenCall> CALLS =
      List.of(TokenCall.EXCHANGE, TokenCall.REFRESH, TokenCall.CLIENT_CREDENTIALS);

  public String json() {
    TokenAnswer answer = TokenAnswer.to(call);
    changes.forEach(answer::with);
    return answer.json();
  }

  @Override
  public String toString() {
    String text = call + " " + changes;
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  public static List<AnswerDialect> all() {
    List<AnswerDialect> dialects = new ArrayList<>();
    for (TokenCall call : CALLS) {
      LifetimeDialects.addTo(dialects, call);
      ApiDomainDialects.addTo(dialects, call);
      TokenMemberDialects.addTo(dialects, call);
      addScopes(dialects, call);
    }
    return dialects;
  }

  private static void addScopes(List<AnswerDialect> dialects, TokenCall call) {
    for (String both : List.of("A.b C.d", "A.b,C.d", "A.b, C.d", " A.b  C.d ", "A.b\\tC.d")) {
      dialects.add(scopes(call, TokenAnswer.text(both), Set.of("A.b", "C.d")));
    }
    dialects.add(scopes(call, "\"openid\"", Set.of("openid")));
    dialects.add(scopes(call, "\"ZohoCRM.Modules.All\"", Set.of("ZohoCRM.Modules.All")));
    dialects.add(scopes(call, "\"\"", Set.of()));
    Set<String> known =
        switch (call) {
          case REFRESH -> Scene.STORED_SCOPES;
          case CLIENT_CREDENTIALS -> Set.copyOf(Arrays.asList(TokenCall.ASKED_SCOPES.split(",")));
          default -> Set.of();
        };
    for (String unsaid : List.of("", "null", "5", "true", "[\"A.b\"]", "{\"A.b\":1}")) {
      dialects.add(scopes(call, unsaid, known));
    }
  }

  private static AnswerDialect scopes(TokenCall call, String json, Set<String> scopes) {
    return new AnswerDialect(
        call, Map.of("scope", json), reading -> assertEqual(scopes, reading.token().scopes()));
  }

  static void assertEqual(Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError("expected " + expected + " but was " + actual);
    }
  }
}
