package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Denied;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.util.List;

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

  /** Returns the answer to a body that is no JSON object. */
  static Answer invalidBody() {
    ObjectNode error = body("INVALID_DATA", "body");
    error.withObject("/details").put("expected_data_type", "jsonobject");
    return Answer.json(400, error);
  }

  /** Returns the answer to a member of the body that is no array, or an empty one. */
  static Answer invalidList(String member) {
    ObjectNode error = body("INVALID_DATA", "invalid data");
    error
        .withObject("/details")
        .put("expected_data_type", "jsonarray")
        .put("api_name", member)
        .put("json_path", "$." + member);
    return Answer.json(400, error);
  }

  static Answer noSuchModule() {
    ObjectNode error = body("INVALID_MODULE", "the module name given seems to be invalid");
    error.withObject("/details").put("resource_path_index", 0);
    return Answer.json(400, error);
  }

  static Answer missingParameter(String name) {
    ObjectNode error = body("REQUIRED_PARAM_MISSING", "One of the expected parameter is missing");
    error.withObject("/details").put("param_name", name);
    return Answer.json(400, error);
  }

  static Answer invalidParameter(String name) {
    ObjectNode error = body("INVALID_DATA", "invalid data");
    error.withObject("/details").put("param_name", name);
    return Answer.json(400, error);
  }

  /** Returns the answer to a parameter whose value is none of a few. */
  static Answer invalidParameter(String name, List<String> supported) {
    ObjectNode error = body("INVALID_DATA", "invalid data");
    ArrayNode values =
        error.withObject("/details").put("param_name", name).putArray("supported_values");
    supported.forEach(values::add);
    return Answer.json(400, error);
  }

  /** Returns the answer to a parameter that lists too many. */
  static Answer tooManyIn(String name, int most) {
    ObjectNode error = body("LIMIT_EXCEEDED", "limit exceeded");
    error.withObject("/details").put("limit", most).put("param_name", name);
    return Answer.json(400, error);
  }

  static Answer invalidQuery() {
    return answer(400, "INVALID_QUERY", "invalid query formed");
  }

  /** Returns the answer to a page number that is too high. */
  static Answer tooFar(int limit) {
    ObjectNode error =
        body(
            "DISCRETE_PAGINATION_LIMIT_EXCEEDED",
            "You can only get the first %d records without using page_token param"
                .formatted(limit));
    error.withObject("/details").put("limit", limit);
    return Answer.json(400, error);
  }

  static Answer foreignPageToken() {
    ObjectNode error =
        body(
            "TOKEN_BOUND_DATA_MISMATCH",
            "The page_token given seems to be invalid or input param is added or altered or"
                + " deleted");
    error.withObject("/details").put("param_name", "page_token");
    return Answer.json(400, error);
  }

  static Answer expiredPageToken() {
    ObjectNode error = body("EXPIRED_VALUE", "Page token expired");
    error
        .withObject("/details")
        .put("api_name", "page_token")
        .put("json_path", "$.query.page_token");
    return Answer.json(400, error);
  }

  static Answer ambiguous(String one, String other) {
    ObjectNode error =
        body("AMBIGUITY_DURING_PROCESSING", "Ambiguity while processing the request");
    ArrayNode parameters = error.withObject("/details").putArray("ambiguity_due_to");
    parameters.addObject().put("param_name", one);
    parameters.addObject().put("param_name", other);
    return Answer.json(400, error);
  }

  static Answer tooMany(String member, int most) {
    ObjectNode error = body("LIMIT_EXCEEDED", "count of records in your request exceeds the limit");
    error.withObject("/details").put("maximum_length", most).put("api_name", member);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("data").add(error);
    return Answer.json(400, body);
  }

  /** Returns the entry for an id that no record has. */
  static ObjectNode invalidId(String id, String message) {
    ObjectNode error = body("INVALID_DATA", message);
    error.withObject("/details").put("id", id);
    return error;
  }

  /** Returns the entry for what is no record at all. */
  static ObjectNode invalidRecord(int index) {
    ObjectNode error = body("INVALID_DATA", "invalid data");
    error
        .withObject("/details")
        .put("expected_data_type", "jsonobject")
        .put("json_path", "$.data[" + index + "]");
    return error;
  }

  /** Returns the entry for a record that lacks a mandatory field. */
  static ObjectNode missing(String field, int index) {
    ObjectNode error = body("MANDATORY_NOT_FOUND", "required field not found");
    return at(field, index, error);
  }

  /** Returns the entry for a record with a field whose value is of another type. */
  static ObjectNode wrongType(String field, String expected, int index) {
    ObjectNode error = body("INVALID_DATA", "invalid data");
    error.withObject("/details").put("expected_data_type", expected);
    return at(field, index, error);
  }

  /** Returns the entry for a record with a field whose text is too long. */
  static ObjectNode tooLong(String field, int most, int index) {
    ObjectNode error = body("INVALID_DATA", "invalid data");
    error.withObject("/details").put("maximum_length", most);
    return at(field, index, error);
  }

  private static ObjectNode at(String field, int index, ObjectNode error) {
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
