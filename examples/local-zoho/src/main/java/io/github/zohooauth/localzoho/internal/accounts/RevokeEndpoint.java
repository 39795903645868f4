package io.github.zohooauth.localzoho.internal.accounts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.LiveToken;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.util.Optional;
import java.util.function.Predicate;

/** Revocation in its two documented forms (2.6). */
final class RevokeEndpoint {
  private final World world;
  private final String location;
  private final ErrorAnswers errors;
  private final ClientCheck clients;

  RevokeEndpoint(World world, String location) {
    this.world = world;
    this.location = location;
    this.errors = new ErrorAnswers(world.reading());
    this.clients = new ClientCheck(world, location);
  }

  /** Answers {@code POST /oauth/v2/token/revoke}, which takes any token and no client. */
  Answer older(ReceivedRequest request) {
    if (world.reading().is(Switch.Revocation.NEWER_FORM)) {
      return Answer.html(404, "Not Found");
    }
    boolean refused = world.reading().is(Switch.Revocation.OLDER_FORM_REFUSED_WITH_HTML);
    if (refused || !request.method().equals("POST")) {
      return Answer.html(400, "Invalid Request");
    }
    Optional<String> token = new Parameters(request, world.reading()).get("token");
    boolean revoked =
        token.isPresent()
            && (revokeRefreshToken(token.get(), this::here)
                || revokeAccessToken(token.get(), this::here));
    return revoked ? success() : noSuchToken();
  }

  /** Answers {@code POST /oauth/v2/revoke/token}, where a client revokes a token of its own. */
  Answer newer(ReceivedRequest request) {
    if (world.reading().is(Switch.Revocation.OLDER_FORM)) {
      return Answer.html(404, "Not Found");
    }
    if (!request.method().equals("POST")) {
      return Answer.html(400, "Invalid Request");
    }
    Optional<Parameters.BasicCredentials> basic = Parameters.basic(request);
    Parameters parameters = new Parameters(request, world.reading());
    try {
      Registration client =
          clients.check(
              basic.map(Parameters.BasicCredentials::id),
              basic.map(Parameters.BasicCredentials::secret));
      String token = parameters.get("token").orElse("");
      Predicate<Grant> its = grant -> here(grant) && grant.client().equals(client);
      boolean revoked =
          switch (parameters.get("token_type").orElse("")) {
            case "refresh_token" -> revokeRefreshToken(token, its);
            case "access_token" -> revokeAccessToken(token, its);
            default -> false;
          };
      if (!revoked) {
        return noSuchToken();
      }
    } catch (Refused refused) {
      return errors.of(refused.error());
    }
    return world.reading().is(Switch.RevocationAnswer.EMPTY_BODY) ? Answer.empty(200) : success();
  }

  private boolean here(Grant grant) {
    String revokingLocation =
        world.reading().is(Switch.RevocationAt.DATA_CENTER_OF_CLIENT)
            ? grant.client().location()
            : grant.location();
    return revokingLocation.equals(location);
  }

  private boolean revokeRefreshToken(String token, Predicate<Grant> allowed) {
    return world.ledger().refreshToken(token).filter(allowed).isPresent()
        && world.ledger().revokeRefreshToken(token);
  }

  private boolean revokeAccessToken(String token, Predicate<Grant> allowed) {
    return world.ledger().accessToken(token).map(LiveToken::grant).filter(allowed).isPresent()
        && world.ledger().revokeAccessToken(token);
  }

  private Answer noSuchToken() {
    return world.reading().is(Switch.RevocationOfNothing.JSON)
        ? Answer.json(400, JsonNodeFactory.instance.objectNode().put("error", "invalid_token"))
        : Answer.html(400, "Invalid Request");
  }

  private static Answer success() {
    return Answer.json(200, JsonNodeFactory.instance.objectNode().put("status", "success"));
  }
}
