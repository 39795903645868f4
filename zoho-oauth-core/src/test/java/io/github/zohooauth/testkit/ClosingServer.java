package io.github.zohooauth.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Answers the first request of a connection, and at each further one may close it instead, in one
 * of the ways that servers do at the moment that a request comes in.
 */
public final class ClosingServer implements RawServer.Behaviour {

  private enum Way {
    ANSWER,
    CLOSE_IDLE,
    RESET_AT_FIRST_BYTE,
    CLOSE_AFTER_REQUEST,
    RESET_AFTER_REQUEST,
    CLOSE_IN_STATUS_LINE
  }

  private static final List<Way> WAYS = List.of(Way.values());

  private final Random chance;

  public ClosingServer(long seed) {
    chance = new Random(seed);
  }

  @Override
  public void serve(RawConnection connection) throws IOException {
    Way way = Way.ANSWER;
    while (way == Way.ANSWER && connection.awaitRequest()) {
      connection.answer(answerTo(connection.readRequest()));
      way = next();
    }
    if (way == Way.CLOSE_IDLE || !connection.awaitRequest()) {
      return;
    }
    if (way == Way.RESET_AT_FIRST_BYTE || way == Way.RESET_AFTER_REQUEST) {
      connection.resetOnClose();
    }
    if (way != Way.RESET_AT_FIRST_BYTE) {
      String unused = connection.readRequest();
    }
    if (way == Way.CLOSE_IN_STATUS_LINE) {
      connection.write("HTTP/1.");
    }
  }

  private synchronized Way next() {
    return WAYS.get(chance.nextInt(WAYS.size()));
  }

  private static String answerTo(String request) {
    if (request.startsWith("OST /oauth/v2/token/revoke ")) {
      return "{\"status\":\"success\"}";
    }
    boolean code = request.contains("grant_type=authorization_code");
    return TokenAnswer.to(code ? TokenCall.EXCHANGE : TokenCall.REFRESH).json();
  }
}
