package io.github.zohooauth.localzoho;

/** The accounts server of one data center: paths to endpoints (section 15). */
final class Accounts implements Site {
  private final ServerInfo serverInfo;
  private final TokenEndpoint token;
  private final RevokeEndpoint revoke;

  Accounts(World world, String location, Addresses addresses) {
    this.serverInfo = new ServerInfo(world.reading(), addresses);
    this.token = new TokenEndpoint(world, location, addresses);
    this.revoke = new RevokeEndpoint(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    return switch (request.path()) {
      case "/oauth/serverinfo" -> serverInfo.answer(request);
      case "/oauth/v2/token" -> token.answer(request);
      case "/oauth/v2/auth" -> token.answerAtAuth(request);
      case "/oauth/v2/token/revoke" -> revoke.older(request);
      case "/oauth/v2/revoke/token" -> revoke.newer(request);
      default -> Answer.html(404, "Not Found");
    };
  }
}
