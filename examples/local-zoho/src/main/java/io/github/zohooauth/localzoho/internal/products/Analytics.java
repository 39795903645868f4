package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Site;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.Denied;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.TokenGate;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ApiRefusal;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;

/**
 * Analytics of one data center: {@code GET /restapi/v2/orgs}, with its own error shape (section
 * 11.1).
 */
public final class Analytics implements Site {
  private final TokenGate gate;

  public Analytics(World world, String location) {
    this.gate = new TokenGate(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    if (!request.path().equals("/restapi/v2/orgs")) {
      return failure(404, 8504, "URL_NOT_FOUND");
    }
    if (!request.method().equals("GET")) {
      return failure(400, 8504, "INVALID_METHOD");
    }
    try {
      Grant grant = TokenGate.allowed(gate.admit(request), "ZohoAnalytics.metadata", "READ");
      return organizations(grant.user());
    } catch (Denied denied) {
      return denied.reason() == Denied.Reason.SCOPE
          ? Answer.refusal(ApiRefusal.ANALYTICS_SCOPE)
          : Answer.refusal(ApiRefusal.ANALYTICS_INVALID_TOKEN);
    }
  }

  private static Answer organizations(Account user) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("status", "success")
            .put("summary", "Get organizations");
    ArrayNode orgs = body.putObject("data").putArray("orgs");
    for (String organization : user.organizations()) {
      orgs.addObject()
          .put("orgId", organization)
          .put("orgName", "Organization " + organization)
          .put("createdBy", user.email())
          .put("createdByZuId", user.id())
          .put("isDefault", organization.equals(user.organization()))
          .put("role", "Account Admin");
    }
    return Answer.json(200, body);
  }

  private static Answer failure(int status, int code, String message) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("status", "failure").put("summary", message);
    body.putObject("data").put("errorCode", code).put("errorMessage", message);
    return Answer.json(status, body);
  }
}
