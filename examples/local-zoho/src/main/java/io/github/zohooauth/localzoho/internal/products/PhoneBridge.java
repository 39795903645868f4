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
 * PhoneBridge of one data center: {@code GET /phonebridge/v3/calls} for {@code
 * PhoneBridge.calls.READ}. It says what is wrong with a token in CRM's words but with HTTP 400
 * (section 11). Path, scope and answer are plausible, not documented.
 */
public final class PhoneBridge implements Site {
  private final TokenGate gate;

  public PhoneBridge(World world, String location) {
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
