package io.github.zohooauth.testkit;

import java.util.List;

/**
 * An answer by which a product refuses a request.
 *
 * @param namesCause whether it names a scope or an organization, so that it is not about the token
 * @see "zoho-oauth-protocol.md, section 11.1"
 */
public record ApiRefusal(CannedAnswer answer, boolean namesCause) {

  /** Twelve of them, by six products, a proxy and nothing at all. */
  public static final List<ApiRefusal> ALL =
      List.of(
          cause("{\"code\":\"OAUTH_SCOPE_MISMATCH\",\"details\":{},\"status\":\"error\"}"),
          cause("{\"errorCode\":\"OAUTH_ORG_MISMATCH\",\"message\":\"another organization\"}"),
          cause("{\"code\":\"oauthtoken_scope_invalid\",\"message\":\"no such scope\"}"),
          cause("{\"status\":\"failure\",\"data\":{\"errorCode\":8540}}"),
          new ApiRefusal(
              CannedAnswer.of(401, "text/plain", "")
                  .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\""),
              true),
          guess("{\"errors\":[{\"id\":\"R008\",\"title\":\"Unauthorized access\"}]}"),
          guess("{\"code\":57,\"message\":\"You are not authorized to perform this operation\"}"),
          guess("{\"code\":\"INVALID_TOKEN\",\"message\":\"invalid oauth token\"}"),
          guess("{\"code\":14,\"message\":\"invalid oauth scope to access this URL\"}"),
          new ApiRefusal(CannedAnswer.of(401, "text/html", "<html>SCOPE_MISMATCH \u00e9"), false),
          new ApiRefusal(
              CannedAnswer.of(401, "text/plain", "")
                  .with("WWW-Authenticate", "Bearer error=\"expired_token\""),
              false),
          new ApiRefusal(CannedAnswer.of(401, "text/plain", ""), false));

  private static ApiRefusal cause(String body) {
    return new ApiRefusal(CannedAnswer.json(401, body), true);
  }

  private static ApiRefusal guess(String body) {
    return new ApiRefusal(CannedAnswer.json(401, body), false);
  }
}
