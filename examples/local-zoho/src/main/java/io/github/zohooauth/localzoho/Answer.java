package io.github.zohooauth.localzoho;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server says: a status, headers and text. */
record Answer(int status, Map<String, String> headers, String body) {
  private static final String CONTENT_TYPE = "Content-Type";

  static Answer json(int status, JsonNode body) {
    return new Answer(
        status, Map.of(CONTENT_TYPE, "application/json;charset=UTF-8"), body.toString());
  }

  static Answer html(int status, String text) {
    return new Answer(
        status,
        Map.of(CONTENT_TYPE, "text/html;charset=UTF-8"),
        "<!DOCTYPE html><html><head><title>Zoho Accounts</title></head><body><p>"
            + text
            + "</p></body></html>");
  }

  /** Gives the answer with which a product refuses a request. */
  static Answer refusal(ApiRefusal refusal) {
    return new Answer(refusal.status(), refusal.headers(), refusal.body());
  }

  /** Sends the browser on; {@code 303}, so that a posted form is not posted again. */
  static Answer redirect(String location) {
    return new Answer(303, Map.of("Location", location, "Cache-Control", "no-store"), "");
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  /** Returns this answer with headers by which no cache keeps its token (RFC 6749, section 5.1). */
  Answer notStored() {
    return with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }

  Answer under(int status) {
    return new Answer(status, headers, body);
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, Map.copyOf(more), body);
  }
}
