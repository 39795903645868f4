package io.github.zohooauth.localzoho.internal.accounts;

import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.Scopes;
import io.github.zohooauth.localzoho.internal.state.TokenError;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ClientType;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The grant {@code client_credentials} of a self client for one of its organizations (4.2). */
final class ClientCredentials {
  private final World world;
  private final TokenAnswers tokens;

  ClientCredentials(World world, TokenAnswers tokens) {
    this.world = world;
    this.tokens = tokens;
  }

  Answer grant(Registration client, Parameters parameters) {
    if (client.type() != ClientType.SELF_CLIENT) {
      throw new Refused(TokenError.INVALID_CLIENT);
    }
    List<String> scopes =
        Scopes.parse(
            parameters.require("scope", TokenError.INVALID_SCOPE),
            Scopes.separators(world.reading()));
    if (scopes.isEmpty() || !Scopes.allKnown(scopes)) {
      throw new Refused(TokenError.INVALID_SCOPE);
    }
    Grant grant =
        new Grant(
            client,
            client.owner(),
            organization(client, scopes, parameters.get("soid")),
            CrmEnvironment.PRODUCTION,
            scopes);
    return tokens.issued(grant, world.ledger().issueAccessToken(grant, null), null);
  }

  private static @Nullable String organization(
      Registration client, List<String> scopes, Optional<String> soid) {
    if (soid.isPresent()) {
      return client.owner().organizations().stream()
          .filter(id -> soid.get().matches("\\w+\\." + id))
          .findFirst()
          .orElseThrow(() -> new Refused(TokenError.INVALID_SOID));
    }
    if (Scopes.needOrganization(scopes)) {
      throw new Refused(TokenError.MISSING_ORG_INFO);
    }
    return null;
  }
}
