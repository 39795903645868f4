package io.github.zohooauth.localzoho.internal.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.zohooauth.localzoho.internal.text.Form;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a request off the wire, records it, lets the site of its host answer, writes the answer.
 */
public final class Exchanges implements HttpHandler {
  private final Function<String, Optional<Place>> places;
  private final Function<Place, Site> sites;
  private final RequestLog log;
  private final Function<ReceivedRequest, Optional<Mishap>> mishaps;

  /**
   * Makes a handler for one server.
   *
   * @param places the server behind a {@code Host} header, empty if there is none
   * @param mishaps what goes wrong with a request, empty if nothing does
   */
  public Exchanges(
      Function<String, Optional<Place>> places,
      Function<Place, Site> sites,
      RequestLog log,
      Function<ReceivedRequest, Optional<Mishap>> mishaps) {
    this.places = places;
    this.sites = sites;
    this.log = log;
    this.mishaps = mishaps;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
      Optional<Place> place = places.apply(host);
      if (place.isEmpty()) {
        write(exchange, Answer.html(421, "Misdirected Request"));
        return;
      }
      ReceivedRequest request = read(exchange, place.get());
      log.add(request);
      Supplier<Answer> answer = () -> sites.apply(place.get()).answer(request);
      mishaps.apply(request).orElse(Mishap.none()).play(exchange, answer);
    }
  }

  private static ReceivedRequest read(HttpExchange exchange, Place place) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String contentType =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    return new ReceivedRequest(
        place.role(),
        place.location(),
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
        exchange.getRequestHeaders(),
        Form.parse(contentType, body),
        body);
  }

  static void write(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), none ? -1 : body.length);
    if (!none) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
