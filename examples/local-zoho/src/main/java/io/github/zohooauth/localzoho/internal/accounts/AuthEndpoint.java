package io.github.zohooauth.localzoho.internal.accounts;

import io.github.zohooauth.localzoho.internal.pages.ConsentPage;
import io.github.zohooauth.localzoho.internal.pages.PageShown;
import io.github.zohooauth.localzoho.internal.pages.SignIn;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.AuthRequest;
import io.github.zohooauth.localzoho.internal.state.Code;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Session;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.BrowserSwitch;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code GET /oauth/v2/auth} and {@code /oauth/v2/org/auth}: a user decides what an application may
 * do, and the browser takes a code or a token there (2.1, 2.2, 2.9, 3). The decision is posted to
 * the same path with {@code /approve}.
 */
final class AuthEndpoint {
  private final World world;
  private final boolean instanceLevel;
  private final AuthCheck check;
  private final Callback callback;

  private AuthEndpoint(World world, boolean instanceLevel, AuthCheck check, Callback callback) {
    this.world = world;
    this.instanceLevel = instanceLevel;
    this.check = check;
    this.callback = callback;
  }

  static AuthEndpoint ofUser(World world, AuthCheck check, Callback callback) {
    return new AuthEndpoint(world, false, check, callback);
  }

  static AuthEndpoint ofInstance(World world, AuthCheck check, Callback callback) {
    return new AuthEndpoint(world, true, check, callback);
  }

  /** Answers the application's request: with the sign-in, the consent page, or at once. */
  Answer ask(ReceivedRequest request) {
    if (!request.method().equals("GET")) {
      return Answer.html(400, "Invalid Request");
    }
    try {
      AuthRequest wanted = check.request(request, instanceLevel);
      Optional<Session> session = world.sessions().signedIn(request);
      return session.isPresent() ? ask(request, wanted, session.get()) : SignIn.before(request);
    } catch (PageShown shown) {
      return shown.page();
    }
  }

  /** Answers the decision that the user took on the consent page. */
  Answer decide(ReceivedRequest request) {
    try {
      AuthRequest wanted = check.request(request, instanceLevel);
      Session session = world.sessions().deciding(request).orElseThrow(PageShown::sessionExpired);
      if (!ConsentPage.isAccepted(request)) {
        return callback.refused(wanted, "access_denied");
      }
      Grant grant = ConsentPage.grant(request, wanted, session.user().orElseThrow());
      if (ConsentPage.isForSession(request)) {
        session.grant(grant);
      }
      boolean first = instanceLevel || world.consents().add(grant);
      return issue(wanted, grant, session, wanted.offline() && (first || wanted.promptConsent()));
    } catch (PageShown shown) {
      return shown.page();
    }
  }

  private Answer ask(ReceivedRequest request, AuthRequest wanted, Session session) {
    Account user = session.user().orElseThrow();
    Optional<Grant> earlier =
        instanceLevel || wanted.promptConsent()
            ? Optional.empty()
            : world.consents().covering(user, wanted.client(), wanted.scopes());
    return earlier.isPresent()
        ? issue(wanted, earlier.get(), session, false)
        : ConsentPage.of(request, wanted, user, session.formKey());
  }

  private Answer issue(AuthRequest wanted, Grant grant, Session session, boolean refreshToken) {
    try {
      if (wanted.implicit()) {
        String token = world.ledger().issueAccessToken(grant, null);
        return callback.token(wanted, grant, token, session.allows(grant));
      }
      Code code =
          new Code(grant, wanted.redirectUri(), wanted.challenge(), refreshToken, wanted.nonce());
      return callback.code(wanted, world.ledger().issueCode(code, codeLife()));
    } catch (Refused tooMany) {
      return callback.refused(wanted, "access_denied"); // as CRM's page on limits has it (8.2)
    }
  }

  private Duration codeLife() {
    return switch (world.reading().get(BrowserSwitch.CodeLife.class)) {
      case TWO_MINUTES -> Duration.ofMinutes(2);
      case THREE_MINUTES -> Duration.ofMinutes(3);
      case ONE_MINUTE -> Duration.ofMinutes(1);
    };
  }
}
