package io.github.zohooauth.localzoho.protocol;

import java.util.Map;

/**
 * An answer with which a product refuses a request, one for each row of section 11.1. A fault gives
 * it to requests of a test's choice.
 */
public enum ApiRefusal {
  CRM_INVALID_TOKEN(About.TOKEN, 401, crm("INVALID_TOKEN", "invalid oauth token")),
  CRM_AUTHENTICATION_FAILURE(
      About.TOKEN, 401, crm("AUTHENTICATION_FAILURE", "Authentication failed")),
  CRM_SCOPE(
      About.SCOPE_OR_ORGANIZATION,
      401,
      crm("OAUTH_SCOPE_MISMATCH", "invalid oauth scope to access this URL")),
  PHONEBRIDGE_INVALID_TOKEN(About.TOKEN, 400, crm("INVALID_TOKEN", "invalid oauth token")),

  DESK_INVALID_TOKEN(
      About.TOKEN, 401, desk("INVALID_OAUTH", "The OAuth Token you provided is invalid.")),
  DESK_SCOPE_403(About.SCOPE_OR_ORGANIZATION, 403, deskScope()),
  DESK_SCOPE_401(About.SCOPE_OR_ORGANIZATION, 401, deskScope()),
  DESK_ORGANIZATION_403(About.SCOPE_OR_ORGANIZATION, 403, deskOrganization()),
  DESK_ORGANIZATION_401(About.SCOPE_OR_ORGANIZATION, 401, deskOrganization()),

  ANALYTICS_INVALID_TOKEN(
      About.TOKEN, 401, analytics("INVALID_OAUTHTOKEN", 8535, "Invalid OAuth token")),
  ANALYTICS_SCOPE(
      About.SCOPE_OR_ORGANIZATION,
      401,
      analytics("OAUTH_SCOPE_MISMATCH", 8540, "Invalid OAuth scope")),

  MAIL_INVALID_TOKEN(
      About.TOKEN,
      401,
      """
      {"status":{"code":401,"description":"Unauthorized"},\
      "data":{"errorCode":"INVALID_OAUTHTOKEN"}}"""),

  PROJECTS_INVALID_TOKEN(
      About.TOKEN, 401, "{\"error\":{\"code\":401,\"title\":\"INVALID_OAUTHTOKEN\"}}"),
  PROJECTS_SCOPE(
      About.SCOPE_OR_ORGANIZATION,
      401,
      "{\"error\":{\"code\":401,\"title\":\"INVALID_OAUTHSCOPE\"}}"),
  SOCIAL_INVALID_TOKEN(
      About.TOKEN, 401, "{\"error\":{\"status_code\":401,\"message\":\"INVALID_OAUTHTOKEN\"}}"),
  SOCIAL_SCOPE(
      About.SCOPE_OR_ORGANIZATION,
      401,
      "{\"error\":{\"status_code\":401,\"message\":\"INVALID_OAUTHSCOPE\"}}"),

  BOOKS_INVALID_TOKEN(
      About.TOKEN, 401, "{\"code\":14,\"message\":\"Invalid value passed for authtoken.\"}"),
  BOOKS_NOT_AUTHORIZED_401(About.UNSAID, 401, booksNotAuthorized()),
  BOOKS_NOT_AUTHORIZED_400(About.UNSAID, 400, booksNotAuthorized()),

  CLIQ_INVALID_TOKEN(
      About.TOKEN, 401, "{\"code\":\"oauthtoken_invalid\",\"message\":\"Invalid OAuth token.\"}"),
  CLIQ_SCOPE_401(About.SCOPE_OR_ORGANIZATION, 401, cliqScope()),
  CLIQ_SCOPE_403(About.SCOPE_OR_ORGANIZATION, 403, cliqScope()),
  CLIQ_SCOPE_MISMATCH(About.SCOPE_OR_ORGANIZATION, 401, "{\"error\":\"scope_mismatch\"}"),

  WORKDRIVE_EXPIRED_TOKEN(
      About.TOKEN,
      401,
      Map.of("WWW-Authenticate", "Bearer error=\"expired_token\""),
      workDrive("F000", "Unauthorized")),
  WORKDRIVE_UNKNOWN_FOLDER(About.UNSAID, 401, workDrive("R008", "Unauthorized access")),
  WORKDRIVE_SCOPE(About.SCOPE_OR_ORGANIZATION, 401, workDrive("F7007", "Invalid scope")),

  CREATOR_INVALID_TOKEN(
      About.TOKEN,
      401,
      """
      {"code":1030,"description":\
      "Authorization Failure. The access token is either invalid or has expired."}"""),
  SPRINTS_SCOPE(
      About.SCOPE_OR_ORGANIZATION, 401, "{\"code\":7601,\"message\":\"Invalid OAuth scope.\"}"),
  CATALYST_INVALID_TOKEN(
      About.TOKEN,
      401,
      """
      {"status":"failure",\
      "data":{"message":"Invalid OAuth token.","error_code":"INVALID_OAUTHTOKEN"}}"""),

  EMPTY_401(About.UNSAID, 401, Map.of(), ""),
  HTML_401(
      About.UNSAID,
      401,
      Map.of("Content-Type", "text/html;charset=UTF-8"),
      "<!DOCTYPE html><html><head><title>Zoho Accounts</title></head><body><p>Unauthorized</p>"
          + "</body></html>"),
  TEXT_401(About.UNSAID, 401, Map.of("Content-Type", "text/plain"), "Not allowed here.");

  /** What such an answer says is wrong with the request's token, as section 11.1 reads it. */
  public enum About {
    /** The token is bad: another one of the same grant may be better. */
    TOKEN,
    /** The token is good: another one of the same grant gets the same answer. */
    SCOPE_OR_ORGANIZATION,
    /** It does not say, so it may be the token. */
    UNSAID
  }

  private final About about;

  private final int status;

  @SuppressWarnings("ImmutableEnumChecker") // a copy
  private final Map<String, String> headers;

  private final String body;

  ApiRefusal(About about, int status, String json) {
    this(about, status, Map.of("Content-Type", "application/json;charset=UTF-8"), json);
  }

  ApiRefusal(About about, int status, Map<String, String> headers, String body) {
    this.about = about;
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /** Returns what this answer says is wrong with the request's token. */
  public About about() {
    return about;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the headers by name; empty if there are none of its own. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the body, byte for byte as it is sent; empty if there is none. */
  public String body() {
    return body;
  }

  private static String crm(String code, String message) {
    return "{\"code\":\"%s\",\"details\":{},\"message\":\"%s\",\"status\":\"error\"}"
        .formatted(code, message);
  }

  private static String desk(String code, String message) {
    return "{\"errorCode\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
  }

  private static String deskScope() {
    return desk("SCOPE_MISMATCH", "The OAuth Token does not have the required scope.");
  }

  private static String deskOrganization() {
    return desk("OAUTH_ORG_MISMATCH", "The OAuthToken is not valid for specified organization.");
  }

  private static String analytics(String summary, int code, String message) {
    return """
        {"status":"failure","summary":"%s","data":{"errorCode":%d,"errorMessage":"%s"}}"""
        .formatted(summary, code, message);
  }

  private static String booksNotAuthorized() {
    return "{\"code\":57,\"message\":\"You are not authorized to perform this operation\"}";
  }

  private static String cliqScope() {
    return "{\"code\":\"oauthtoken_scope_invalid\",\"message\":\"Invalid OAuth scope.\"}";
  }

  private static String workDrive(String id, String title) {
    return "{\"errors\":[{\"id\":\"%s\",\"title\":\"%s\"}]}".formatted(id, title);
  }
}
