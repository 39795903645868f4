package io.github.zohooauth.internal.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.internal.text.Json;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The answer of an accounts server.
 *
 * @param status the HTTP status; Zoho sends most errors with status 200
 * @param empty whether there was no body
 * @param json the body if it is one JSON object in UTF-8; otherwise empty, as for HTML
 * @param retryAfter the header {@code Retry-After}, unchanged
 * @param challenge the error code in {@code WWW-Authenticate}
 */
public record HttpAnswer(
    int status,
    boolean empty,
    Optional<ObjectNode> json,
    Optional<String> retryAfter,
    Optional<String> challenge) {

  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

  public static final Duration LONGEST_WAIT = Duration.ofHours(1);

  public static HttpAnswer of(int status, byte[] body, HttpHeaders headers) {
    return new HttpAnswer(
        status,
        body.length == 0,
        Json.object(body),
        headers.firstValue("Retry-After"),
        parameters(headers.allValues("WWW-Authenticate"), "error"::equals).findFirst());
  }

  public HttpAnswer withError(String code) {
    ObjectNode object =
        json.map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
    object.put("error", code);
    return new HttpAnswer(status, false, Optional.of(object), retryAfter, challenge);
  }

  /** Returns the error code, for any status. A code that is not text is returned as empty text. */
  public Optional<String> error() {
    JsonNode error = member("error").orElse(null);
    return error == null
        ? Optional.empty()
        : Optional.of(error.isTextual() ? error.textValue() : "");
  }

  /**
   * Returns the end of the wait that {@code Retry-After} asks for, in seconds or as a date; empty
   * if it is in the past or malformed.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section
   *     10.2.3</a>
   */
  public Optional<Instant> retryAt(Instant now) {
    try {
      String value = retryAfter.orElse("").trim();
      Instant until =
          value.matches("[0-9]{1,9}")
              ? now.plusSeconds(Long.parseLong(value))
              : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Instant latest = now.plus(LONGEST_WAIT);
      return Optional.of(until.isAfter(latest) ? latest : until).filter(now::isBefore);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns whether the description says "too many requests", so that the error is temporary. */
  public boolean saysTooMany() {
    return member("error_description")
        .map(JsonNode::asText)
        .filter(text -> text.toLowerCase(Locale.ROOT).contains("too many requests"))
        .isPresent();
  }

  /** Returns the body of a success: an object without an error, and not of a redirect. */
  public Optional<ObjectNode> success() {
    boolean redirect = status >= 300 && status < 400;
    return redirect || error().isPresent() ? Optional.empty() : json;
  }

  /**
   * Returns the location of the person who authorizes a device. One client of Zoho reads the second
   * name.
   */
  public Optional<String> userLocation() {
    return member("user_location").or(() -> member("dc")).map(JsonNode::asText);
  }

  /**
   * Returns whether a revocation is confirmed, by the status {@code success} or by an empty body.
   */
  public boolean saysRevoked() {
    boolean success =
        empty || member("status").map(JsonNode::asText).equals(Optional.of("success"));
    return status >= 200 && status < 300 && error().isEmpty() && success;
  }

  private Optional<JsonNode> member(String name) {
    JsonNode node = json.isPresent() ? json.get().get(name) : null;
    return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  @Override
  public String toString() {
    return "HttpAnswer[status=" + status + ", body redacted]";
  }

  /**
   * Returns the parameters of {@code WWW-Authenticate} with a matching name, for any scheme.
   *
   * @param name gets the name in lower case
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.2">RFC 9110, section 11.2</a>
   */
  public static Stream<String> parameters(List<String> challenges, Predicate<String> name) {
    return challenges.stream()
        .flatMap(challenge -> PARAMETER.matcher(challenge).results())
        .filter(parameter -> name.test(parameter.group(1).toLowerCase(Locale.ROOT)))
        .map(found -> found.group(2) != null ? found.group(2) : found.group(3));
  }
}
