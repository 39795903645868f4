package io.github.zohooauth.localzoho.internal.accounts;

import io.github.zohooauth.localzoho.internal.openid.Metadata;
import io.github.zohooauth.localzoho.internal.openid.UserInfo;
import io.github.zohooauth.localzoho.internal.pages.DevicePage;
import io.github.zohooauth.localzoho.internal.pages.SignIn;
import io.github.zohooauth.localzoho.internal.server.Addresses;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Site;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;

/** The accounts server of one data center: paths to endpoints (section 15). */
public final class AccountsServer implements Site {
  private final ServerInfo serverInfo;
  private final TokenEndpoint token;
  private final RevokeEndpoint revoke;
  private final SignIn signIn;
  private final AuthEndpoint auth;
  private final AuthEndpoint orgAuth;
  private final SilentRenewal silentRenewal;
  private final ScopeEnhancement scopes;
  private final DeviceCodeEndpoint deviceCode;
  private final DeviceTokenEndpoint deviceToken;
  private final DevicePage devicePage;
  private final Metadata metadata;
  private final UserInfo userInfo;

  public AccountsServer(World world, String location, Addresses addresses) {
    AuthCheck check = new AuthCheck(world, location);
    Callback callback = new Callback(world, location, addresses);
    this.serverInfo = new ServerInfo(world.reading(), addresses);
    this.token = new TokenEndpoint(world, location, addresses);
    this.revoke = new RevokeEndpoint(world, location);
    this.signIn = new SignIn(world, location, addresses);
    this.auth = AuthEndpoint.ofUser(world, check, callback);
    this.orgAuth = AuthEndpoint.ofInstance(world, check, callback);
    this.silentRenewal = new SilentRenewal(world, check, callback);
    this.scopes = new ScopeEnhancement(world, location, check, callback);
    this.deviceCode = new DeviceCodeEndpoint(world, location, addresses);
    this.deviceToken = new DeviceTokenEndpoint(world, location, addresses);
    this.devicePage = new DevicePage(world, location, addresses);
    this.metadata = new Metadata(world, addresses);
    this.userInfo = new UserInfo(world, location);
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    return switch (request.path()) {
      case "/oauth/serverinfo" -> serverInfo.answer(request);
      case "/signin" -> signIn.answer(request);
      case "/oauth/v2/auth" -> auth(request);
      case "/oauth/v2/auth/approve" -> auth.decide(request);
      case "/oauth/v2/auth/refresh", "/oauth/v2/refresh" -> silentRenewal.answer(request);
      case "/oauth/v2/org/auth" -> orgAuth.ask(request);
      case "/oauth/v2/org/auth/approve" -> orgAuth.decide(request);
      case "/oauth/v2/token" -> token.answer(request).notStored();
      case "/oauth/v2/token/scopeenhance" -> scopes.begin(request).notStored();
      case "/oauth/v2/token/addextrascope" -> scopes.ask(request);
      case "/oauth/v2/token/addextrascope/approve" -> scopes.decide(request);
      case "/oauth/v2/token/revoke" -> revoke.older(request);
      case "/oauth/v2/revoke/token" -> revoke.newer(request);
      case DevicePage.PATH -> devicePage.ask(request);
      case DevicePage.PATH + "/approve" -> devicePage.decide(request);
      case DevicePage.DONE -> devicePage.done();
      case "/oauth/v3/device/code" -> deviceCode.answer(request).notStored();
      case "/oauth/v3/device/token" -> deviceToken.answer(request).notStored();
      case "/oauth/v2/userinfo" -> userInfo.claims(request);
      case "/oauth/user/info" -> userInfo.profile(request);
      case "/oauth/v2/keys" -> metadata.keys(request);
      case "/.well-known/openid-configuration" -> metadata.configuration(request);
      default -> Answer.html(404, "Not Found");
    };
  }

  private Answer auth(ReceivedRequest request) {
    return request.method().equals("POST")
        ? token.answerAtAuth(request).notStored()
        : auth.ask(request);
  }
}
