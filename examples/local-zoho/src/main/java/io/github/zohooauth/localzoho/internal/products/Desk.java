package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Site;
import io.github.zohooauth.localzoho.internal.state.Denied;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.TokenGate;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import io.github.zohooauth.localzoho.protocol.ApiSwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.Switch;
import org.jspecify.annotations.Nullable;

/**
 * Desk of one data center: {@code GET /api/v1/tickets} for {@code Desk.tickets.READ}, with its own
 * errors (sections 7 and 11.1). The header {@code orgId} names the organization; the token's own
 * one is taken without it.
 */
public final class Desk implements Site {
  private final Reading reading;
  private final TokenGate gate;

  public Desk(World world, String location) {
    this.reading = world.reading();
    this.gate = new TokenGate(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    if (!request.path().equals("/api/v1/tickets")) {
      return failure(404, "URL_NOT_FOUND", "The URL you have entered is not found.");
    }
    if (!request.method().equals("GET")) {
      return failure(405, "METHOD_NOT_ALLOWED", "The HTTP method is not allowed.");
    }
    try {
      Grant grant = TokenGate.allowed(gate.admit(request), "Desk.tickets", "READ");
      String organization = organization(grant, request.header("orgId").orElse(null));
      return organization == null
          ? mismatch(ApiRefusal.DESK_ORGANIZATION_403, ApiRefusal.DESK_ORGANIZATION_401)
          : tickets(organization);
    } catch (Denied denied) {
      return denied.reason() == Denied.Reason.SCOPE
          ? mismatch(ApiRefusal.DESK_SCOPE_403, ApiRefusal.DESK_SCOPE_401)
          : unauthorized();
    }
  }

  private Answer unauthorized() {
    return reading.is(Switch.DeskUnauthorized.HTML)
        ? Answer.html(401, "Unauthorized")
        : Answer.refusal(ApiRefusal.DESK_INVALID_TOKEN);
  }

  private Answer mismatch(ApiRefusal forbidden, ApiRefusal unauthorized) {
    return Answer.refusal(
        reading.is(ApiSwitch.DeskMismatch.UNAUTHORIZED_401) ? unauthorized : forbidden);
  }

  /** Returns the organization that is asked for, null if the token is not for it. */
  private static @Nullable String organization(Grant grant, @Nullable String asked) {
    String own = grant.organization();
    if (asked == null) {
      return own == null ? grant.user().organization() : own;
    }
    boolean fits = own == null ? grant.user().organizations().contains(asked) : own.equals(asked);
    return fits ? asked : null;
  }

  private static Answer tickets(String organization) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("data")
        .addObject()
        .put("id", organization + "000000004")
        .put("ticketNumber", "101")
        .put("subject", "Welcome")
        .put("status", "Open");
    return Answer.json(200, body);
  }

  private static Answer failure(int status, String code, String message) {
    return Answer.json(
        status,
        JsonNodeFactory.instance.objectNode().put("errorCode", code).put("message", message));
  }
}
