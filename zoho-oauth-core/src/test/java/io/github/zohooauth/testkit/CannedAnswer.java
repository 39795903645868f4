package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/** An answer to be given whatever is asked. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CannedAnswer(int status, Map<String, String> headers, byte[] body) {

  public static CannedAnswer of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(UTF_8));
  }

  public static CannedAnswer of(int status, String contentType, byte[] body) {
    return new CannedAnswer(status, Map.of("Content-Type", contentType), body);
  }

  public static CannedAnswer json(int status, String body) {
    return of(status, "application/json;charset=UTF-8", body);
  }

  public CannedAnswer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new CannedAnswer(status, more, body);
  }

  @Override
  public String toString() {
    String text = new String(body, UTF_8);
    return status + " " + headers + " " + (text.length() > 120 ? text.substring(0, 120) : text);
  }
}
