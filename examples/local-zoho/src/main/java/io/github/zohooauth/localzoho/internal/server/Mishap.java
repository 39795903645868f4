package io.github.zohooauth.localzoho.internal.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What happens to one request in place of the usual answer. Immutable. */
@FunctionalInterface
public interface Mishap {
  /**
   * Answers the request, or leaves it without an answer.
   *
   * @param answer what the server would say; asking it is what makes the server act
   */
  void play(HttpExchange exchange, Supplier<Answer> answer) throws IOException;

  /** Sends {@code instead}, and the server does not act. */
  static Mishap answer(Answer instead) {
    return (exchange, answer) -> Exchanges.write(exchange, instead);
  }

  /** Lets the server act, announces the whole of its answer and sends half of the body. */
  static Mishap cutShort() {
    return (exchange, answer) -> writeHalf(exchange, answer.get());
  }

  /** Closes the connection, and the server does not act. */
  static Mishap requestLost() {
    return (exchange, answer) -> {};
  }

  /** Lets the server act, and closes the connection before its answer. */
  static Mishap answerLost() {
    return (exchange, answer) -> {
      Answer unused = answer.get();
    };
  }

  /** Lets the server act, and sends its answer. */
  static Mishap none() {
    return (exchange, answer) -> Exchanges.write(exchange, answer.get());
  }

  /**
   * Returns this mishap for a request that waits first.
   *
   * @param passes waits; returns false if the server is closed meanwhile
   */
  default Mishap behind(BooleanSupplier passes) {
    return (exchange, answer) -> {
      if (passes.getAsBoolean()) {
        play(exchange, answer);
      }
    };
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
