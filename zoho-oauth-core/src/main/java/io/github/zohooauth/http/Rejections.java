package io.github.zohooauth.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.zohooauth.internal.text.Challenge;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells which answer of an API may be about the token.
 *
 * <p>A 401 is, unless it names a scope or an organization: no other token of the same owner changes
 * that. The list of other causes is open, because each product has its own.
 */
final class Rejections {

  /** The codes for a scope or an organization that the token lacks, in lower case. */
  private static final Set<String> NOT_THE_TOKEN =
      Set.of(
          "oauth_scope_mismatch",
          "scope_mismatch",
          "invalid_oauthscope",
          "oauth_org_mismatch",
          "oauthtoken_scope_invalid",
          "insufficient_scope",
          "f7007",
          "8540",
          "7601");

  /** The members that hold codes, at any depth, in lower case. */
  private static final Set<String> CODES =
      Set.of(
          "code",
          "errorcode",
          "error_code",
          "status_code",
          "id",
          "error",
          "title",
          "message",
          "summary");

  private static final JsonFactory JSON = new JsonFactory();

  private final @Nullable BiPredicate<Integer, String> more;

  /**
   * Begins.
   *
   * @param more what else rejects a token; null if nothing does
   */
  Rejections(@Nullable BiPredicate<Integer, String> more) {
    this.more = more;
  }

  /** Whether an answer of this status has to be looked at. */
  boolean mayHave(int status) {
    return status == 401 || (more != null && status >= 400 && status < 500);
  }

  /**
   * Whether this answer may be about the token.
   *
   * @param challenges the values of {@code WWW-Authenticate}
   */
  boolean has(int status, String body, List<String> challenges) {
    if (more != null && more.test(status, body)) {
      return true;
    }
    return status == 401
        && Challenge.values(challenges, CODES::contains).noneMatch(Rejections::isAnotherCause)
        && !isNamedInBody(body);
  }

  /** Whether a member for codes has one of these, up to where the text is no longer JSON. */
  private static boolean isNamedInBody(String body) {
    try (JsonParser json =
        JSON.createParser(body.startsWith("\ufeff") ? body.substring(1) : body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isScalarValue() && isCode(json.currentName()) && isAnotherCause(json.getText())) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private static boolean isCode(@Nullable String name) {
    return name != null && CODES.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isAnotherCause(String code) {
    return NOT_THE_TOKEN.contains(code.strip().toLowerCase(Locale.ROOT));
  }
}
