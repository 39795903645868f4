package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Site;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.Denied;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Presentation;
import io.github.zohooauth.localzoho.internal.state.TokenGate;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;

/**
 * Show of one data center: {@code GET /api/v1/presentations} for {@code
 * ZohoShow.presentations.READ}, the presentations of the user. Path, scope, answer and errors are
 * plausible, not documented.
 */
public final class Show implements Site {
  private final TokenGate gate;

  public Show(World world, String location) {
    this.gate = new TokenGate(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    if (!request.path().equals("/api/v1/presentations")) {
      return failure(404, "URL_NOT_FOUND");
    }
    if (!request.method().equals("GET")) {
      return failure(400, "INVALID_METHOD");
    }
    try {
      Grant grant = TokenGate.allowed(gate.admit(request), "ZohoShow.presentations", "READ");
      return presentations(grant.user());
    } catch (Denied denied) {
      return failure(
          401,
          denied.reason() == Denied.Reason.SCOPE ? "INVALID_OAUTHSCOPE" : "INVALID_OAUTHTOKEN");
    }
  }

  private static Answer presentations(Account user) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode list = body.putArray("presentations");
    for (Presentation each : user.presentations()) {
      list.addObject()
          .put("id", each.id())
          .put("name", each.name())
          .put("slide_count", each.slides())
          .put("modified_time", each.modifiedAt().toString())
          .putObject("owner")
          .put("name", user.displayName())
          .put("email", user.email());
    }
    return Answer.json(200, body);
  }

  private static Answer failure(int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", status).put("message", message);
    return Answer.json(status, body);
  }
}
