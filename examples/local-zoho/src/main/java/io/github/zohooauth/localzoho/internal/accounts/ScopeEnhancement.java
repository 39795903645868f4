package io.github.zohooauth.localzoho.internal.accounts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.zohooauth.localzoho.internal.pages.AuthError;
import io.github.zohooauth.localzoho.internal.pages.ConsentPage;
import io.github.zohooauth.localzoho.internal.pages.PageForm;
import io.github.zohooauth.localzoho.internal.pages.PageShown;
import io.github.zohooauth.localzoho.internal.pages.SignIn;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Enhancements;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.Session;
import io.github.zohooauth.localzoho.internal.state.TokenError;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ClientType;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.List;
import java.util.Optional;

/**
 * Incremental authorization (2.8): {@code POST /oauth/v2/token/scopeenhance} returns an enhance
 * token, {@code GET /oauth/v2/token/addextrascope} asks the user for the further scopes.
 */
final class ScopeEnhancement {
  private final World world;
  private final String location;
  private final AuthCheck check;
  private final Callback callback;
  private final ClientCheck clients;
  private final ErrorAnswers errors;

  ScopeEnhancement(World world, String location, AuthCheck check, Callback callback) {
    this.world = world;
    this.location = location;
    this.check = check;
    this.callback = callback;
    this.clients = new ClientCheck(world, location);
    this.errors = new ErrorAnswers(world.reading());
  }

  Answer begin(ReceivedRequest request) {
    if (!request.method().equals("POST")) {
      return Answer.html(400, "Invalid Request");
    }
    Parameters parameters = new Parameters(request, world.reading());
    try {
      Registration client = clients.check(parameters.clientId(), parameters.clientSecret());
      if (client.type() != ClientType.SERVER_BASED
          || !parameters.get("grant_type").equals(Optional.of("update_scopes_token"))) {
        throw new Refused(TokenError.INVALID_CLIENT);
      }
      String refreshToken = parameters.require("refresh_token", TokenError.INVALID_CODE);
      if (world.ledger().refreshToken(refreshToken).filter(its -> isOf(its, client)).isEmpty()) {
        throw new Refused(TokenError.INVALID_CODE);
      }
      return Answer.json(
          200,
          JsonNodeFactory.instance
              .objectNode()
              .put("access_token", world.enhancements().begin(refreshToken))
              .put("token_type", "Bearer")
              .put("expires_in", Enhancements.LIFE.toSeconds()));
    } catch (Refused refused) {
      return errors.of(refused.error());
    }
  }

  /** Answers the browser: with the sign-in or the consent page. */
  Answer ask(ReceivedRequest request) {
    if (!request.method().equals("GET")) {
      return Answer.html(400, "Invalid Request");
    }
    try {
      Wanted wanted = wanted(request);
      Optional<Session> session = world.sessions().signedIn(request);
      return session.isPresent()
          ? ConsentPage.page(
              wanted.grant().client(),
              session.get().user().orElseThrow(),
              wanted.scopes(),
              PageForm.to(request.path() + "/approve?" + request.rawQuery())
                  .hidden("form_key", session.get().formKey()),
              wanted.redirectUri())
          : SignIn.before(request);
    } catch (PageShown shown) {
      return shown.page();
    }
  }

  /** Answers the decision: from now on the same tokens have the scopes, or they do not. */
  Answer decide(ReceivedRequest request) {
    try {
      Wanted wanted = wanted(request);
      Session session = world.sessions().deciding(request).orElseThrow(PageShown::sessionExpired);
      world.enhancements().end(wanted.enhanceToken());
      boolean accepted =
          ConsentPage.isAccepted(request)
              && session.user().equals(Optional.of(wanted.grant().user()));
      if (accepted) {
        world.ledger().widen(wanted.refreshToken(), wanted.scopes());
        world.consents().add(wanted.grant().widenedBy(wanted.scopes()));
      }
      return callback.enhancement(
          wanted.redirectUri(), request.queryParameter("state").orElse(null), accepted);
    } catch (PageShown shown) {
      return shown.page();
    }
  }

  private Wanted wanted(ReceivedRequest request) {
    Registration client = check.client(request);
    String redirectUri = check.redirectUri(request, client);
    AuthCheck.requireResponseType(request, "update_scopes");
    List<String> scopes = check.scopes(request);
    String enhanceToken = request.queryParameter("enhance_token").orElse("");
    String refreshToken =
        world
            .enhancements()
            .refreshToken(enhanceToken)
            .orElseThrow(() -> new PageShown(AuthError.INVALID_ENHANCE_TOKEN));
    Grant grant =
        world
            .ledger()
            .refreshToken(refreshToken)
            .filter(its -> isOf(its, client))
            .orElseThrow(() -> new PageShown(AuthError.INVALID_ENHANCE_TOKEN));
    return new Wanted(grant, redirectUri, scopes, enhanceToken, refreshToken);
  }

  private boolean isOf(Grant grant, Registration client) {
    return grant.client().equals(client) && grant.location().equals(location);
  }

  private record Wanted(
      Grant grant,
      String redirectUri,
      List<String> scopes,
      String enhanceToken,
      String refreshToken) {}
}
