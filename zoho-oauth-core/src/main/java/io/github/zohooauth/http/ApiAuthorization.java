package io.github.zohooauth.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.zohooauth.TokenProvider;
import io.github.zohooauth.internal.transport.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which requests to Zoho's APIs are authorized: whose tokens, and what rejects one.
 *
 * <p>A 401 rejects the token unless its body or {@code WWW-Authenticate} names a scope or an
 * organization. Another token of the same owner would lack these as well. All other causes of a 401
 * may be the token, because each product has its own list of codes. Immutable and thread-safe.
 */
public final class ApiAuthorization {

  /** Recognizes an answer that rejects the token of its request. Implement it thread-safe. */
  @FunctionalInterface
  public interface Rejection {

    /**
     * Returns whether this answer rejects the token.
     *
     * @param status 400 to 499
     * @param body the text of the answer, cut after its first 64 KiB
     */
    boolean isRejection(int status, String body);
  }

  /** The codes for a scope or an organization that the token lacks. */
  private static final Pattern SCOPE_OR_ORGANIZATION =
      Pattern.compile(
          "(?i)oauth_scope_mismatch|scope_mismatch|invalid_oauthscope|oauth_org_mismatch"
              + "|oauthtoken_scope_invalid|insufficient_scope|f7007|8540|7601");

  /** The JSON members and header parameters that hold codes, at any depth. */
  private static final Pattern CODE_MEMBER =
      Pattern.compile("(?i)code|errorcode|error_code|status_code|id|error|title|message|summary");

  private static final JsonFactory JSON = new JsonFactory();

  private final TokenProvider tokens;
  private final @Nullable Rejection added;

  private ApiAuthorization(TokenProvider tokens, @Nullable Rejection added) {
    this.tokens = Objects.requireNonNull(tokens, "tokens");
    this.added = added;
  }

  /**
   * Returns the usual rules, with tokens of this provider.
   *
   * @param tokens the tokens of one owner
   */
  public static ApiAuthorization of(TokenProvider tokens) {
    return new ApiAuthorization(tokens, null);
  }

  /**
   * Returns these rules with one more: an answer that this function recognizes rejects the token.
   *
   * <p>PhoneBridge, for example, answers 400: {@code (status, body) -> status == 400 &&
   * body.contains("INVALID_TOKEN")}. The function sees each answer from 400 to 499 first. If it
   * returns {@code false}, the other rules decide. If it throws, the request fails.
   */
  public ApiAuthorization rejectedIf(Rejection rejection) {
    Objects.requireNonNull(rejection, "rejection");
    Rejection earlier = added;
    return new ApiAuthorization(
        tokens,
        earlier == null
            ? rejection
            : (status, body) ->
                earlier.isRejection(status, body) || rejection.isRejection(status, body));
  }

  TokenProvider tokens() {
    return tokens;
  }

  /** Returns whether an answer with this status may reject the token, so that it has to be read. */
  boolean mayReject(int status) {
    return status == 401 || (added != null && status >= 400 && status < 500);
  }

  /**
   * Returns whether this answer rejects the token.
   *
   * @param challenges the values of {@code WWW-Authenticate}
   * @param body the text of the answer, or its beginning
   */
  boolean rejects(int status, List<String> challenges, String body) {
    if (added != null && added.isRejection(status, body)) {
      return true;
    }
    return status == 401
        && HttpAnswer.parameters(challenges, CODE_MEMBER.asMatchPredicate())
            .noneMatch(ApiAuthorization::isScopeOrOrganization)
        && !namesScopeOrOrganization(body);
  }

  /** Reads the body up to where it is no longer JSON: it may be cut, or be no JSON at all. */
  private static boolean namesScopeOrOrganization(String body) {
    String text = body.startsWith("\ufeff") ? body.substring(1) : body;
    try (JsonParser json = JSON.createParser(text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isScalarValue()
            && json.currentName() != null
            && CODE_MEMBER.matcher(json.currentName()).matches()
            && isScopeOrOrganization(json.getText())) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private static boolean isScopeOrOrganization(String code) {
    return SCOPE_OR_ORGANIZATION.matcher(code.strip()).matches();
  }
}
