package io.github.zohooauth.examples.webapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a browser gets. */
record Answer(int status, Map<String, String> headers, String body) {

  private static final String STYLE = resource("style.css");

  static Answer redirect(URI target) {
    return new Answer(303, Map.of("Location", target.toString(), "Cache-Control", "no-store"), "");
  }

  static Answer page(int status, String html) {
    return new Answer(
        status,
        Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
                    + " base-uri 'none'"),
        html);
  }

  static Answer style() {
    return new Answer(200, Map.of("Content-Type", "text/css; charset=utf-8"), STYLE);
  }

  Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Answer.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
