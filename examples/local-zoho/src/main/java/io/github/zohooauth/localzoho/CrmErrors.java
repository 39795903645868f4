package io.github.zohooauth.localzoho;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** CRM's error answers: {@code code}, {@code details}, {@code message}, {@code status}. */
final class CrmErrors {
  private final Reading reading;

  CrmErrors(Reading reading) {
    this.reading = reading;
  }

  Answer denied(Denied.Reason reason) {
    return switch (reason) {
      case NO_TOKEN -> authenticationFailure();
      case UNKNOWN_TOKEN -> invalidToken(401);
      case EXPIRED_TOKEN ->
          reading.is(Switch.ExpiredTokenCode.AUTHENTICATION_FAILURE)
              ? authenticationFailure()
              : invalidToken(401);
      case WRONG_ENVIRONMENT ->
          reading.is(Switch.WrongEnvironment.AUTHORIZATION_FAILED_403)
              ? answer(403, "AUTHORIZATION_FAILED", "User does not have sufficient privilege")
              : invalidToken(401);
      case SCOPE -> scopeMismatch();
    };
  }

  static Answer scopeMismatch() {
    return answer(401, "OAUTH_SCOPE_MISMATCH", "invalid oauth scope to access this URL");
  }

  static Answer invalidToken(int status) {
    return answer(status, "INVALID_TOKEN", "invalid oauth token");
  }

  static Answer noSuchUrl() {
    return answer(
        404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one");
  }

  static Answer wrongMethod() {
    return answer(400, "INVALID_REQUEST_METHOD", "The http request method type is not a valid one");
  }

  static Answer invalidData() {
    return answer(400, "INVALID_DATA", "invalid data");
  }

  /** Returns the entry for a record that lacks a mandatory field. */
  static ObjectNode missing(String field, int index) {
    ObjectNode error = body("MANDATORY_NOT_FOUND", "required field not found");
    error
        .withObject("/details")
        .put("api_name", field)
        .put("json_path", "$.data[" + index + "]." + field);
    return error;
  }

  private static Answer authenticationFailure() {
    return answer(401, "AUTHENTICATION_FAILURE", "Authentication failed");
  }

  private static Answer answer(int status, String code, String message) {
    return Answer.json(status, body(code, message));
  }

  private static ObjectNode body(String code, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("code", code);
    body.putObject("details");
    return body.put("message", message).put("status", "error");
  }
}
