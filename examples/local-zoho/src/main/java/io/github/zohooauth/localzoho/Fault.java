package io.github.zohooauth.localzoho;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** What goes wrong with a request, for {@link Faults}. Immutable. */
public final class Fault {
  @FunctionalInterface
  private interface Act {
    /**
     * @param answer what the server would say; asking it is what makes the server act
     */
    void play(HttpExchange exchange, Supplier<Answer> answer) throws IOException;
  }

  private final Act act;

  private Fault(Act act) {
    this.act = act;
  }

  /** Answers with a status and no body in place of the server, which does nothing. */
  public static Fault status(int status) {
    return answer(status, Map.of(), "");
  }

  /** Answers with an HTML page, as a gateway does, in place of the server, which does nothing. */
  public static Fault html(int status) {
    Answer page = Answer.html(status, "We are unable to process your request at the moment.");
    return answer(page.status(), page.headers(), page.body());
  }

  /** Answers with anything in place of the server, which does nothing. */
  public static Fault answer(int status, Map<String, String> headers, String body) {
    Objects.requireNonNull(headers, "headers is null");
    Objects.requireNonNull(body, "body is null");
    if (headers.entrySet().stream()
        .anyMatch(each -> each.getKey() == null || each.getValue() == null)) {
      throw new NullPointerException("headers has a null");
    }
    Answer instead = new Answer(status, Map.copyOf(headers), body);
    return new Fault((exchange, answer) -> Exchanges.write(exchange, instead));
  }

  /** Lets the server act, announces the whole of its answer and sends half of the body. */
  public static Fault cutShort() {
    return new Fault((exchange, answer) -> writeHalf(exchange, answer.get()));
  }

  /** Closes the connection before the server acts. */
  public static Fault requestLost() {
    return new Fault((exchange, answer) -> {});
  }

  /** Lets the server act and closes the connection before its answer: a code is used up then. */
  public static Fault answerLost() {
    return new Fault(
        (exchange, answer) -> {
          Answer unused = answer.get();
        });
  }

  /** Holds the request back, before the server acts, until {@code gate} opens. */
  public static Fault held(Gate gate) {
    Objects.requireNonNull(gate, "gate is null");
    return new Fault((exchange, answer) -> Exchanges.write(exchange, answer.get())).behind(gate);
  }

  /** Returns this fault for a request that is first held back until {@code gate} opens. */
  public Fault behind(Gate gate) {
    Objects.requireNonNull(gate, "gate is null");
    return new Fault(
        (exchange, answer) -> {
          if (gate.pass()) {
            act.play(exchange, answer);
          }
        });
  }

  void play(HttpExchange exchange, Supplier<Answer> answer) throws IOException {
    act.play(exchange, answer);
  }

  private static void writeHalf(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? 1 : body.length);
    OutputStream out = exchange.getResponseBody(); // closing it would say that half is missing
    out.write(body, 0, body.length / 2);
    out.flush();
  }
}
