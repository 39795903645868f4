package io.github.zohooauth.localzoho.internal.accounts;

import io.github.zohooauth.localzoho.internal.pages.PageShown;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.AuthRequest;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Session;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.Optional;

/**
 * {@code GET /oauth/v2/auth/refresh}: a client-based application gets its next token without a
 * page, as long as the user's session lives and was granted (3).
 */
final class SilentRenewal {
  private final World world;
  private final AuthCheck check;
  private final Callback callback;

  SilentRenewal(World world, AuthCheck check, Callback callback) {
    this.world = world;
    this.check = check;
    this.callback = callback;
  }

  Answer answer(ReceivedRequest request) {
    boolean here =
        world.reading().is(BrowserSwitch.SilentRenewalPath.OAUTH_V2_AUTH_REFRESH)
            == request.path().equals("/oauth/v2/auth/refresh");
    if (!here) {
      return Answer.html(404, "Not Found");
    }
    if (!request.method().equals("GET")) {
      return Answer.html(400, "Invalid Request");
    }
    try {
      AuthCheck.requireResponseType(request, "token");
      return renew(check.request(request, false), world.sessions().signedIn(request));
    } catch (PageShown shown) {
      return shown.page();
    }
  }

  private Answer renew(AuthRequest wanted, Optional<Session> session) {
    Optional<Grant> granted = session.flatMap(its -> its.granted(wanted.client()));
    if (granted.isEmpty()) {
      return callback.refused(wanted, "client_not_granted");
    }
    if (!granted.get().scopes().containsAll(wanted.scopes())) {
      return callback.refused(wanted, "prompt_required");
    }
    Grant grant = granted.get().narrowedTo(wanted.scopes());
    try {
      return callback.token(wanted, grant, world.ledger().issueAccessToken(grant, null), true);
    } catch (Refused tooMany) {
      return callback.refused(wanted, "access_denied");
    }
  }
}
