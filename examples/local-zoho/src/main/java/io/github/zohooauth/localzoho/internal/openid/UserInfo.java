package io.github.zohooauth.localzoho.internal.openid;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.Denied;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.TokenGate;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.Reading;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;

/** Who the user of a token is, in OpenID Connect's words and in Zoho's older ones (section 10). */
public final class UserInfo {
  private final Reading reading;
  private final TokenGate gate;

  public UserInfo(World world, String location) {
    this.reading = world.reading();
    this.gate = new TokenGate(world, location);
  }

  /** Answers a call to {@code /oauth/v2/userinfo}, to anything not good with an HTML page. */
  public Answer claims(ReceivedRequest request) {
    if (!request.method().equals("GET") && !request.method().equals("POST")) {
      return Answer.html(400, "Invalid Request");
    }
    try {
      Grant grant = gate.admitAtUserInfo(request);
      return enough(grant)
          ? Answer.json(200, Claims.of(grant, reading))
          : Answer.html(400, "Invalid OAuth Scope");
    } catch (Denied denied) {
      return reading.is(IdentitySwitch.UserInfoRefusal.JSON_401)
          ? Answer.json(
              401, JsonNodeFactory.instance.objectNode().put("error", "INVALID_OAUTHTOKEN"))
          : Answer.html(400, "Invalid OAuth Token");
    }
  }

  /** Answers a call to {@code /oauth/user/info}. */
  public Answer profile(ReceivedRequest request) {
    if (!request.method().equals("GET")) {
      return Answer.html(400, "Invalid Request");
    }
    try {
      Grant grant = gate.admitBearerToo(request);
      return profile(TokenGate.allowed(grant, "AaaServer.profile", "READ").user());
    } catch (Denied denied) {
      int status = reading.is(IdentitySwitch.ProfileErrorStatus.OK_200) ? 200 : 401;
      return Answer.json(
          status,
          JsonNodeFactory.instance
              .objectNode()
              .put(
                  "error",
                  denied.reason() == Denied.Reason.SCOPE
                      ? "INVALID_OAUTHSCOPE"
                      : "INVALID_OAUTHTOKEN"));
    }
  }

  private boolean enough(Grant grant) {
    return Claims.wanted(grant)
        && (reading.is(IdentitySwitch.UserInfoScopes.ANY)
            || grant.scopes().contains("openid")
            || grant.scopes().contains("email"));
  }

  /** Returns the answer with the account's number as a number, as the old endpoint has it. */
  private static Answer profile(Account user) {
    return Answer.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("First_Name", user.firstName())
            .put("Email", user.email())
            .put("Last_Name", user.lastName())
            .put("Display_Name", user.displayName())
            .put("ZUID", Long.parseLong(user.id())));
  }
}
