package io.github.zohooauth.localzoho.internal.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server says: a status, headers and text. */
public record Answer(int status, Map<String, String> headers, String body) {
  private static final String CONTENT_TYPE = "Content-Type";

  public static Answer json(int status, JsonNode body) {
    return new Answer(
        status, Map.of(CONTENT_TYPE, "application/json;charset=UTF-8"), body.toString());
  }

  public static Answer html(int status, String text) {
    return new Answer(
        status,
        Map.of(CONTENT_TYPE, "text/html;charset=UTF-8"),
        "<!DOCTYPE html><html><head><title>Zoho Accounts</title></head><body><p>"
            + text
            + "</p></body></html>");
  }

  /** Gives the answer with which a product refuses a request. */
  public static Answer refusal(ApiRefusal refusal) {
    return new Answer(refusal.status(), refusal.headers(), refusal.body());
  }

  /** Sends the browser on; {@code 303}, so that a posted form is not posted again. */
  public static Answer redirect(String location) {
    return new Answer(303, Map.of("Location", location, "Cache-Control", "no-store"), "");
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  /** Returns this answer with headers by which no cache keeps its token (RFC 6749, section 5.1). */
  public Answer notStored() {
    return with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }

  public Answer under(int status) {
    return new Answer(status, headers, body);
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, Map.copyOf(more), body);
  }
}
