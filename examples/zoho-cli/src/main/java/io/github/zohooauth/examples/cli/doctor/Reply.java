package io.github.zohooauth.examples.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a server, or why nothing did.
 *
 * @param status the HTTP status; 0 if there is none
 * @param body it may hold a secret, so it is never shown
 * @param failure null if an answer came
 */
record Reply(int status, String body, Optional<Instant> date, @Nullable IOException failure) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Reply of(HttpResponse<String> answer) {
    return new Reply(
        answer.statusCode(),
        answer.body(),
        answer.headers().firstValue("Date").flatMap(Reply::date),
        null);
  }

  static Reply of(IOException failure) {
    return new Reply(0, "", Optional.empty(), failure);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Returns Zoho's error code; empty if the answer has none. */
  String error() {
    try {
      return JSON.readTree(body).path("error").asText();
    } catch (JsonProcessingException e) {
      return ""; // a page
    }
  }

  boolean isJson() {
    try {
      return JSON.readTree(body).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Returns whether a page has these words, in any capitals. */
  boolean says(String words) {
    return body.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
  }
}
