package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Site;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.Denied;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.TokenGate;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;

/**
 * ShowTime of one data center: {@code GET /api/v1/sessions} for {@code ZohoShowtime.sessions.READ}.
 * Path, scope and answer are plausible, not documented; errors have the shape that section 11 gives
 * for Projects and Social.
 */
public final class ShowTime implements Site {
  private final TokenGate gate;

  public ShowTime(World world, String location) {
    this.gate = new TokenGate(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    if (!request.path().equals("/api/v1/sessions")) {
      return failure(404, "URL_NOT_FOUND");
    }
    if (!request.method().equals("GET")) {
      return failure(400, "INVALID_METHOD");
    }
    try {
      Grant grant = TokenGate.allowed(gate.admit(request), "ZohoShowtime.sessions", "READ");
      return sessions(grant.user());
    } catch (Denied denied) {
      return failure(
          401,
          denied.reason() == Denied.Reason.SCOPE ? "INVALID_OAUTHSCOPE" : "INVALID_OAUTHTOKEN");
    }
  }

  private static Answer sessions(Account user) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("sessions")
        .addObject()
        .put("id", user.id() + "000000003")
        .put("title", "Introduction")
        .put("trainer", user.email());
    return Answer.json(200, body);
  }

  private static Answer failure(int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", status).put("message", message);
    return Answer.json(status, body);
  }
}
