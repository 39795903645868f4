package io.github.zohooauth.localzoho.internal.accounts;

import io.github.zohooauth.localzoho.internal.openid.IdTokens;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.Challenge;
import io.github.zohooauth.localzoho.internal.state.Code;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.Refused;
import io.github.zohooauth.localzoho.internal.state.Registration;
import io.github.zohooauth.localzoho.internal.state.TokenError;
import io.github.zohooauth.localzoho.internal.state.World;
import java.util.Optional;

/** The grant {@code authorization_code} at one accounts server (2.3, 2.7, 4.1, 6). */
final class CodeExchange {
  private final World world;
  private final String location;
  private final TokenAnswers tokens;
  private final IdTokens idTokens;

  CodeExchange(World world, String location, Addresses addresses) {
    this.world = world;
    this.location = location;
    this.tokens = new TokenAnswers(world, addresses);
    this.idTokens = new IdTokens(world, addresses);
  }

  Answer grant(Registration client, Parameters parameters) {
    switch (client.type()) {
      case SERVER_BASED, MOBILE_BASED -> {}
      case SELF_CLIENT -> {
        if (parameters.get("redirect_uri").isPresent()) {
          throw new Refused(TokenError.INVALID_REDIRECT_URI); // a self client has none
        }
      }
      case CLIENT_BASED, NON_BROWSER -> throw new Refused(TokenError.INVALID_CLIENT);
    }
    Code code =
        world
            .ledger()
            .redeem(parameters.require("code", TokenError.INVALID_CODE), client, location)
            .orElseThrow(() -> new Refused(TokenError.INVALID_CODE));
    if (!Optional.ofNullable(code.redirectUri()).equals(parameters.get("redirect_uri"))) {
      throw new Refused(TokenError.INVALID_REDIRECT_URI);
    }
    Challenge challenge = code.challenge();
    if (challenge != null && !challenge.isMetBy(parameters.get("code_verifier").orElse(""))) {
      throw new Refused(TokenError.INVALID_CODE);
    }
    return issue(code);
  }

  private Answer issue(Code code) {
    Grant grant = code.grant();
    String refreshToken = code.offline() ? world.ledger().issueRefreshToken(grant) : null;
    String accessToken = world.ledger().issueAccessToken(grant, refreshToken);
    return tokens.issued(
        grant, accessToken, refreshToken, idTokens.of(grant, accessToken, code.nonce()));
  }
}
