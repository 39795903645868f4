package io.github.zohooauth.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the codes by which an API's refusal names a scope or an organization. */
final class NamedCause {

  /** The codes for a scope or an organization that the token lacks. */
  private static final Pattern SCOPE_OR_ORGANIZATION =
      Pattern.compile(
          "(?i)oauth_scope_mismatch|scope_mismatch|invalid_oauthscope|oauth_org_mismatch"
              + "|oauthtoken_scope_invalid|insufficient_scope|f7007|8540|7601");

  /** The JSON members and header parameters that hold codes, at any depth. */
  private static final Pattern CODE_MEMBER =
      Pattern.compile("(?i)code|errorcode|error_code|status_code|id|error|title|message|summary");

  private static final JsonFactory JSON = new JsonFactory();

  private NamedCause() {}

  /**
   * Returns whether the answer names a scope or an organization.
   *
   * @param challenges the values of {@code WWW-Authenticate}
   * @param body the text of the answer, or its beginning
   */
  static boolean isScopeOrOrganization(List<String> challenges, String body) {
    return HttpAnswer.parameters(challenges, CODE_MEMBER.asMatchPredicate())
            .anyMatch(NamedCause::isCode)
        || hasCode(body);
  }

  /** Reads the body up to where it is no longer JSON: it may be cut, or be no JSON at all. */
  private static boolean hasCode(String body) {
    String text = body.startsWith("\ufeff") ? body.substring(1) : body;
    try (JsonParser json = JSON.createParser(text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isScalarValue()
            && json.currentName() != null
            && CODE_MEMBER.matcher(json.currentName()).matches()
            && isCode(json.getText())) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private static boolean isCode(String value) {
    return SCOPE_OR_ORGANIZATION.matcher(value.strip()).matches();
  }
}
