package io.github.zohooauth.localzoho;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * PhoneBridge of one data center: {@code GET /phonebridge/v3/calls} for {@code
 * PhoneBridge.calls.READ}. It says what is wrong with a token in CRM's words but with HTTP 400
 * (section 11). Path, scope and answer are plausible, not documented.
 */
final class PhoneBridge implements Site {
  private final TokenGate gate;

  PhoneBridge(World world, String location) {
    this.gate = new TokenGate(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    if (!request.path().equals("/phonebridge/v3/calls")) {
      return CrmErrors.noSuchUrl();
    }
    if (!request.method().equals("GET")) {
      return CrmErrors.wrongMethod();
    }
    try {
      Grant grant = TokenGate.allowed(gate.admit(request), "PhoneBridge.calls", "READ");
      return calls(grant.user());
    } catch (Denied denied) {
      return denied.reason() == Denied.Reason.SCOPE
          ? CrmErrors.scopeMismatch()
          : CrmErrors.invalidToken(400);
    }
  }

  private static Answer calls(Account user) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", "success");
    body.putArray("calls").addObject().put("id", user.id() + "000000005").put("to", user.email());
    return Answer.json(200, body);
  }
}
