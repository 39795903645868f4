package io.github.zohooauth.examples.webapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** One request of a browser. */
final class Visit {

  private static final int LONGEST_FORM = 4096;

  private final HttpExchange exchange;
  private final String form;

  private Visit(HttpExchange exchange, String form) {
    this.exchange = exchange;
    this.form = form;
  }

  static Visit of(HttpExchange exchange) throws IOException {
    return new Visit(
        exchange, new String(exchange.getRequestBody().readNBytes(LONGEST_FORM), UTF_8));
  }

  /** Returns method and path. */
  String route() {
    return exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
  }

  /** Returns the query as received, empty if there is none. */
  String query() {
    return Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
  }

  /** Returns the authority that the browser believes to talk to, empty if it does not say. */
  String host() {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "");
  }

  /** Returns whether the form can be decoded. */
  boolean isReadable() {
    try {
      return URLDecoder.decode(form, UTF_8) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns a cookie's value, empty if there is none. */
  String cookie(String name) {
    return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
        .flatMap(line -> Stream.of(line.split("; *", -1)))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** Returns a form field's value, empty if there is none. */
  String formField(String name) {
    return Stream.of(form.split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), UTF_8))
        .findFirst()
        .orElse("");
  }

  void answer(Function<Visit, Answer> application) throws IOException {
    try (exchange) {
      Answer answer = application.apply(this);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
