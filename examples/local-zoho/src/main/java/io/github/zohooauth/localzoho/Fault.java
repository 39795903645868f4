package io.github.zohooauth.localzoho;

import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Mishap;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import java.util.Map;
import java.util.Objects;

/** A fault that a request meets, see {@link Faults}. Immutable. */
public final class Fault {
  private final Mishap mishap;

  private Fault(Mishap mishap) {
    this.mishap = mishap;
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

  /** Answers as a product that refuses a request does, also if the request's token is good. */
  public static Fault refusal(ApiRefusal refusal) {
    Objects.requireNonNull(refusal, "refusal is null");
    return answer(refusal.status(), refusal.headers(), refusal.body());
  }

  /** Answers with a status, headers and a body in place of the server, which does nothing. */
  public static Fault answer(int status, Map<String, String> headers, String body) {
    Objects.requireNonNull(headers, "headers is null");
    Objects.requireNonNull(body, "body is null");
    if (headers.entrySet().stream()
        .anyMatch(each -> each.getKey() == null || each.getValue() == null)) {
      throw new NullPointerException("headers has a null");
    }
    return new Fault(Mishap.answer(new Answer(status, Map.copyOf(headers), body)));
  }

  /** Lets the server act, announces the whole of its answer and sends half of the body. */
  public static Fault cutShort() {
    return new Fault(Mishap.cutShort());
  }

  /** Closes the connection before the server acts. */
  public static Fault requestLost() {
    return new Fault(Mishap.requestLost());
  }

  /** Lets the server act and closes the connection before its answer. A code is used up then. */
  public static Fault answerLost() {
    return new Fault(Mishap.answerLost());
  }

  /** Holds the request back, before the server acts, until {@code gate} opens. */
  public static Fault held(Gate gate) {
    return new Fault(Mishap.none()).behind(gate);
  }

  /** Returns this fault for a request that is first held back until {@code gate} opens. */
  public Fault behind(Gate gate) {
    Objects.requireNonNull(gate, "gate is null");
    return new Fault(mishap.behind(gate::pass));
  }

  Mishap mishap() {
    return mishap;
  }
}
