package io.github.zohooauth.localzoho.internal.accounts;

import io.github.zohooauth.localzoho.internal.openid.IdTokens;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.Scopes;
import io.github.zohooauth.localzoho.internal.state.TokenError;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code POST /oauth/v2/token}: a grant in, tokens out (2.3, 2.5, 4). */
final class TokenEndpoint {
  private static final String CODE = "authorization_code";
  private static final String REFRESH_TOKEN = "refresh_token";
  private static final String CLIENT_CREDENTIALS = "client_credentials";

  private final World world;
  private final String location;
  private final TokenAnswers tokens;
  private final IdTokens idTokens;
  private final ErrorAnswers errors;
  private final ClientCheck clients;
  private final CodeExchange codes;
  private final ClientCredentials clientCredentials;

  TokenEndpoint(World world, String location, Addresses addresses) {
    this.world = world;
    this.location = location;
    this.tokens = new TokenAnswers(world, addresses);
    this.idTokens = new IdTokens(world, addresses);
    this.errors = new ErrorAnswers(world.reading());
    this.clients = new ClientCheck(world, location);
    this.codes = new CodeExchange(world, location, addresses);
    this.clientCredentials = new ClientCredentials(world, tokens);
  }

  /** Answers a call to {@code /oauth/v2/token}. */
  Answer answer(ReceivedRequest request) {
    Set<String> grantTypes =
        world.reading().is(Switch.ClientCredentialsPath.OAUTH_V2_TOKEN)
            ? Set.of(CODE, REFRESH_TOKEN, CLIENT_CREDENTIALS)
            : Set.of(CODE, REFRESH_TOKEN);
    return answer(request, grantTypes, errors.grantType());
  }

  /** Answers a call to {@code /oauth/v2/auth}, where one text sends client credentials (4.2). */
  Answer answerAtAuth(ReceivedRequest request) {
    Set<String> grantTypes =
        world.reading().is(Switch.ClientCredentialsPath.OAUTH_V2_AUTH)
            ? Set.of(CLIENT_CREDENTIALS)
            : Set.of();
    return answer(request, grantTypes, Answer.html(400, "Invalid Request"));
  }

  private Answer answer(ReceivedRequest request, Set<String> grantTypes, Answer otherwise) {
    if (!request.method().equals("POST")) {
      return Answer.html(400, "Invalid Request");
    }
    Parameters parameters = new Parameters(request, world.reading());
    Optional<String> grantType = parameters.get("grant_type").filter(grantTypes::contains);
    if (grantType.isEmpty()) {
      return otherwise;
    }
    return world.throttle().turnsAway() ? errors.throttled() : granted(grantType.get(), parameters);
  }

  private Answer granted(String grantType, Parameters parameters) {
    try {
      Registration client = clients.check(parameters.clientId(), parameters.clientSecret());
      return switch (grantType) {
        case CODE -> codes.grant(client, parameters);
        case REFRESH_TOKEN -> refresh(client, parameters);
        default -> clientCredentials.grant(client, parameters);
      };
    } catch (Refused refused) {
      return errors.of(refused.error());
    }
  }

  private Answer refresh(Registration client, Parameters parameters) {
    String refreshToken = parameters.require(REFRESH_TOKEN, TokenError.INVALID_CODE);
    Grant grant =
        world
            .ledger()
            .refreshToken(refreshToken)
            .filter(found -> found.client().equals(client) && found.location().equals(location))
            .orElseThrow(() -> new Refused(TokenError.INVALID_CODE));
    Grant narrowed = narrowed(grant, parameters.get("scope"));
    String accessToken = world.ledger().issueAccessToken(narrowed, refreshToken);
    Optional<String> idToken =
        world.reading().is(IdentitySwitch.IdTokenInRefresh.PRESENT)
            ? idTokens.of(narrowed, accessToken, null)
            : Optional.empty();
    return tokens.issued(narrowed, accessToken, null, idToken);
  }

  private Grant narrowed(Grant grant, Optional<String> scope) {
    if (scope.isEmpty() || world.reading().is(Switch.ScopeInRefresh.IGNORED)) {
      return grant;
    }
    List<String> fewer = Scopes.parse(scope.get(), Scopes.separators(world.reading()));
    if (!grant.scopes().containsAll(fewer)) {
      throw new Refused(TokenError.INVALID_SCOPE);
    }
    return grant.narrowedTo(fewer);
  }
}
