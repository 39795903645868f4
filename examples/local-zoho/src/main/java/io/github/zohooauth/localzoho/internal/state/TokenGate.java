package io.github.zohooauth.localzoho.internal.state;

import io.github.zohooauth.localzoho.protocol.IdentitySwitch;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import io.github.zohooauth.localzoho.protocol.Switch;
import java.util.Optional;

/** Whether the access token of an API call is good for this place (sections 7 and 11). */
public final class TokenGate {
  private static final String ZOHO = "Zoho-oauthtoken ";
  private static final String BEARER = "Bearer ";

  private final World world;
  private final String location;

  public TokenGate(World world, String location) {
    this.world = world;
    this.location = location;
  }

  /** Returns the grant behind the request's token; one of another data center is unknown here. */
  public Grant admit(ReceivedRequest request) {
    return admit(request, true, world.reading().is(Switch.Bearer.ACCEPTED));
  }

  /** Returns the same where {@code Bearer} is documented (section 10). */
  public Grant admitBearerToo(ReceivedRequest request) {
    return admit(request, true, true);
  }

  /** Returns the same for userinfo, where {@code Bearer} may be the only scheme (section 10). */
  public Grant admitAtUserInfo(ReceivedRequest request) {
    return admit(request, world.reading().is(IdentitySwitch.UserInfoHeader.EITHER), true);
  }

  private Grant admit(ReceivedRequest request, boolean zoho, boolean bearer) {
    LiveToken token =
        token(request, zoho, bearer)
            .flatMap(world.ledger()::accessToken)
            .filter(live -> live.grant().location().equals(location))
            .orElseThrow(() -> new Denied(Denied.Reason.UNKNOWN_TOKEN));
    if (world.ledger().expired(token)) {
      throw new Denied(Denied.Reason.EXPIRED_TOKEN);
    }
    return token.grant();
  }

  /** Returns {@code grant} if its scopes allow {@code operation} on {@code area}. */
  public static Grant allowed(Grant grant, String area, String operation) {
    if (!Scopes.allow(grant.scopes(), area, operation)) {
      throw new Denied(Denied.Reason.SCOPE);
    }
    return grant;
  }

  private static Optional<String> token(ReceivedRequest request, boolean zoho, boolean bearer) {
    String header =
        request.header("Authorization").orElseThrow(() -> new Denied(Denied.Reason.NO_TOKEN));
    Optional<String> token = zoho ? after(ZOHO, header) : Optional.empty();
    return token.or(() -> bearer ? after(BEARER, header) : Optional.empty());
  }

  private static Optional<String> after(String scheme, String header) {
    return header.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(header.substring(scheme.length()).strip())
        : Optional.empty();
  }
}
